import { HoldfastError } from "../../../proto/errors.ts";
import { mediaProfileId, routerRtpCapabilities } from "../../../proto/generated/media-profile.ts";
import { newSessionId } from "../../../proto/ids.ts";
import { wire } from "../../../proto/model.ts";
import { capabilitiesToWire } from "../../../proto/rtp.ts";
import type { RequestContext } from "./context.ts";

/** Verifies the token, then and only then makes a session and attaches it to its room's node. */
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
    const cause = request.cause === wire.PathCause.SIGNALING_LOST ? request.cause : wire.PathCause.JOIN;
    const session = sessions.create(newSessionId(), grants, request, connection);
    const offer = await sessions.join(session, cause, signal);
    if (!connection.open || session.state === "closed") {
      sessions.end(session, new HoldfastError("connection_closed"));
      throw new HoldfastError("connection_closed");
    }
    connection.joined(session);
    return {
      sessionId: session.id,
      room: session.room,
      self: session.attach.participant ?? {},
      offer,
      pingIntervalMs: context.pingIntervalMs,
      mediaProfile: mediaProfileId,
    };
  } catch (error) {
    connection.joining = false;
    throw error;
  }
}
