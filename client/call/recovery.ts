// One recovery, from the loss of a path until media is back; or one migration, which is the same without a loss. Pure but
// for what it remembers.

import type { RecoveringInfo } from "../room-events.ts";
import type { PathCause } from "../wire-names.ts";

/** After the new path is connected, tracks of others may still be missing: their publishers recover as well. */
const waitForMediaMs = 3_000;
/** The node that a call leaves keeps it for 12 s. */
const waitForChangeOverMs = 9_500;

export interface RecoveryView {
  nowMs: number;
  /** The newest path is the active one, and its transports are connected (or there is nothing to connect). */
  pathConnected: boolean;
  allMediaBack: boolean;
}

export class Recovery {
  readonly info: RecoveringInfo;
  readonly quiet: boolean;
  #connectedAtMs: number | undefined;

  /** @param quiet media goes on meanwhile, so the page is not bothered. */
  constructor(cause: PathCause, fromNode: string, quiet = false) {
    this.info = { cause, fromNode };
    this.quiet = quiet;
  }

  isDone({ nowMs, pathConnected, allMediaBack }: RecoveryView): boolean {
    if (!pathConnected) {
      this.#connectedAtMs = undefined;
      return false;
    }
    this.#connectedAtMs ??= nowMs;
    return allMediaBack || nowMs - this.#connectedAtMs >= (this.quiet ? waitForChangeOverMs : waitForMediaMs);
  }
}
