import { HoldfastError } from "../../../proto/errors.ts";
import { wire } from "../../../proto/model.ts";
import { readPathMedia } from "../../../proto/path-media.ts";
import type { RequestContext } from "./context.ts";

const { State } = wire.ReportPath;

/** What the client saw of one of its paths. Reports of paths that have been replaced meanwhile are old news. */
export async function reportPath(
  report: wire.ReportPath.$Shape,
  { connection, sessions }: RequestContext,
): Promise<wire.ReportPathReply.$Shape> {
  const { session } = connection;
  if (!session) throw new HoldfastError("not_joined");
  const path = session.path(report.pathId ?? "");
  const { state = 0, gapMs = 0 } = report;
  if (!isDuration(gapMs)) throw new HoldfastError("bad_request", "gap_ms must be a positive number");
  const media = state === State.MEDIA ? readPathMedia(report.media ?? {}) : undefined;
  if (state === State.MEDIA && !media)
    throw new HoldfastError("bad_request", "media takes at most 32 origins, and durations that are positive numbers");
  if (path?.role === "standby" && state === State.FAILED) sessions.standbyFailed(session, path);
  // Its node let go of the path, and nothing has come in its place.
  if (!path && !session.active && session.state === "joined" && state === State.FAILED) sessions.pathFailed(session);
  if (path?.role !== "active") return {};
  if (state === State.FAILED) sessions.pathFailed(session);
  else if (state === State.RECOVERED) sessions.pathRecovered(session, report.cause ?? 0, gapMs);
  else if (state === State.PROMOTED) sessions.pathPromoted(session);
  else if (media) sessions.pathHeard(session, media);
  return {};
}

const isDuration = (ms: number): boolean => Number.isFinite(ms) && ms >= 0;
