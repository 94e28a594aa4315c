import { HoldfastError } from "../../proto/errors.ts";
import { maxMetadataBytes, maxNameBytes } from "../../proto/limits.ts";
import type { Member } from "./member.ts";
import type { Room } from "./room.ts";

/** @throws HoldfastError bad_request */
export function checkTexts(name: string, metadata: string): void {
  if (Buffer.byteLength(name) > maxNameBytes) throw new HoldfastError("bad_request", "the name is too long");
  if (Buffer.byteLength(metadata) > maxMetadataBytes)
    throw new HoldfastError("bad_request", "the metadata is too long");
}

/** The others are told, and the participant too when it was somebody else's doing. */
export function updateMember(
  room: Room,
  member: Member,
  { name, metadata }: { name: string; metadata: string },
  bySelf: boolean,
): void {
  checkTexts(name, metadata);
  member.name = name;
  member.metadata = metadata;
  const event = { participantId: member.id, name, metadata };
  const own = bySelf ? [] : [member.path];
  const listeners = member.hidden ? own : room.others(bySelf ? member.path : undefined);
  room.announce(listeners, { body: "participantUpdated", participantUpdated: event });
}
