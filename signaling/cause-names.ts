// Why a path was offered, as logs, metrics and the HTTP API spell it.

import { wire } from "../proto/model.ts";

const unknown = "unknown";

export const causeName = (cause: wire.PathCause): string =>
  cause === wire.PathCause.PATH_CAUSE_UNSPECIFIED ? unknown : (wire.PathCause[cause]?.toLowerCase() ?? unknown);

/** Every name that there is. */
export const causeNames: readonly string[] = [
  ...new Set(
    Object.values(wire.PathCause)
      .filter((cause) => typeof cause === "number")
      .map(causeName),
  ),
];
