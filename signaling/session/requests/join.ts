import { HoldfastError } from "../../../proto/errors.ts";
import { mediaProfileId, routerRtpCapabilities } from "../../../proto/generated/media-profile.ts";
import { newSessionId, SessionId } from "../../../proto/ids.ts";
import { wire } from "../../../proto/model.ts";
import { capabilitiesToWire } from "../../../proto/rtp.ts";
import type { Grants } from "../../grants.ts";
import { readResume } from "../resume.ts";
import type { Session } from "../session.ts";
import type { RequestContext } from "./context.ts";

/** Verifies the token, then and only then takes a session up again, or makes one and attaches it to its room's node. */
export async function join(
  request: wire.Join.$Shape,
  context: RequestContext,
  signal: AbortSignal,
): Promise<wire.JoinReply.$Shape> {
  const { connection, sessions } = context;
  if (connection.joining) throw new HoldfastError("already_joined");
  connection.joining = true;
  try {
    const grants = await sessions.verify(request.token ?? "");
    if (request.mediaProfile !== mediaProfileId) {
      connection.joining = false; // The same socket may join again with what this reply tells.
      return { routerRtpCapabilities: capabilitiesToWire(routerRtpCapabilities), mediaProfile: mediaProfileId };
    }
    if (!request.fingerprints?.length) throw new HoldfastError("bad_media", "the DTLS fingerprints are missing");
    return (await resume(grants, request, context)) ?? (await joinAnew(grants, request, context, signal));
  } catch (error) {
    connection.joining = false;
    throw error;
  }
}

async function resume(
  grants: Grants,
  request: wire.Join.$Shape,
  context: RequestContext,
): Promise<wire.JoinReply.$Shape | undefined> {
  if (!request.resume) return undefined;
  const { connection, sessions } = context;
  const resumed = await sessions.resume(readResume(request.resume), grants, request, connection);
  if (!resumed) return undefined;
  const { session, paths } = resumed;
  if (!connection.open) {
    sessions.disconnected(session, connection);
    throw new HoldfastError("connection_closed");
  }
  connection.joined(session);
  return { ...describe(session, context), resumed: true, paths };
}

async function joinAnew(
  grants: Grants,
  request: wire.Join.$Shape,
  context: RequestContext,
  signal: AbortSignal,
): Promise<wire.JoinReply.$Shape> {
  const { connection, sessions } = context;
  const before = SessionId.parse(request.resume?.sessionId ?? "");
  const session = await sessions.create(newSessionId(), grants, request, connection);
  // The cause is what the client says; that it was here before, its seat has proved.
  const cause = session.attach.returning ? wire.PathCause.SIGNALING_LOST : wire.PathCause.JOIN;
  const offer = await sessions.join(session, cause, signal);
  if (before !== undefined) sessions.superseded(before);
  if (!connection.open || session.state === "closed") {
    // Who was in the room before comes back; nobody knows yet that a newcomer is there.
    if (before === undefined) session.close(new HoldfastError("connection_closed"));
    else sessions.disconnected(session, connection);
    throw new HoldfastError("connection_closed");
  }
  connection.joined(session);
  return { ...describe(session, context), offer };
}

function describe(session: Session, { sessions, pingIntervalMs }: RequestContext): wire.JoinReply.$Shape {
  return {
    seat: sessions.seatOf(session),
    sessionId: session.id,
    room: session.room,
    self: session.attach.participant ?? {},
    pingIntervalMs,
    mediaProfile: mediaProfileId,
    redundancy: session.hot ? 1 : 0,
  };
}
