import type { types } from "mediasoup";
import { workerRequest } from "../media-errors.ts";
import type { RestartIceReply } from "../messages.ts";
import type { PeerPath } from "../rooms/peer-path.ts";

/** New credentials for both transports (RFC 8445, section 9). The old ones go on working until the client uses these. */
export async function restartIce({ send, recv }: PeerPath): Promise<RestartIceReply> {
  const [sendIce, recvIce] = await Promise.all([send, recv].map(restart));
  return { send: sendIce, recv: recvIce };
}

async function restart(transport: types.WebRtcTransport | undefined): Promise<RestartIceReply["send"]> {
  if (!transport) return undefined;
  const { usernameFragment, password, iceLite = true } = await workerRequest(transport.restartIce());
  return { usernameFragment, password, iceLite };
}
