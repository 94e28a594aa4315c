import { HoldfastError } from "../../proto/errors.ts";
import { maxMetadataBytes, maxNameBytes } from "../../proto/limits.ts";
import type { RequestHandler } from "./context.ts";

export const updateSelf: RequestHandler<"updateSelf"> = async (
  { name = "", metadata = "" },
  { room, member, session },
) => {
  if (Buffer.byteLength(name) > maxNameBytes) throw new HoldfastError("bad_request", "the name is too long");
  if (Buffer.byteLength(metadata) > maxMetadataBytes)
    throw new HoldfastError("bad_request", "the metadata is too long");
  member.name = name;
  member.metadata = metadata;
  if (member.hidden) return;
  room.announce(room.others(session), {
    body: "participantUpdated",
    participantUpdated: { participantId: member.id, name, metadata },
  });
};
