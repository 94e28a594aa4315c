import { HoldfastError } from "../../proto/errors.ts";
import { maxDataBytes, maxTopicBytes } from "../../proto/limits.ts";
import type { RequestHandler } from "./context.ts";

/** To everybody else, or to those named; who is not in the room does not get it. */
export const sendData: RequestHandler<"sendData"> = async (
  { payload = new Uint8Array(), topic = "", to = [] },
  { room, member, path },
) => {
  if (payload.byteLength > maxDataBytes) throw new HoldfastError("bad_request", "the payload is too large");
  if (Buffer.byteLength(topic) > maxTopicBytes) throw new HoldfastError("bad_request", "the topic is too long");
  const names = new Set(to);
  const receivers = [...room.others(path)].filter((other) => names.size === 0 || names.has(other.participantId));
  // Nobody is to learn of a hidden participant.
  const participantId = member.hidden ? "" : member.id;
  room.announce(receivers, { body: "dataReceived", dataReceived: { participantId, payload, topic } });
};
