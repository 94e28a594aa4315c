import { HoldfastError } from "../../../proto/errors.ts";
import { wire } from "../../../proto/model.ts";
import type { RequestContext } from "./context.ts";

/** What the client saw of its path: that it connected, that it failed, or how long the media was away. */
export async function reportPath(
  report: wire.ReportPath.$Shape,
  { connection, sessions }: RequestContext,
): Promise<wire.ReportPathReply.$Shape> {
  const { session } = connection;
  if (!session) throw new HoldfastError("not_joined");
  if (report.pathId !== session.pathId) return {}; // Of a path that has been replaced meanwhile: old news.
  const { state } = report;
  if (state === wire.ReportPath.State.FAILED) sessions.pathFailed(session);
  if (state === wire.ReportPath.State.RECOVERED) {
    const gapMs = report.gapMs ?? 0;
    if (!Number.isFinite(gapMs) || gapMs < 0)
      throw new HoldfastError("bad_request", "gap_ms must be a positive number");
    sessions.pathRecovered(session, report.cause ?? 0, gapMs);
  }
  return {};
}
