import { HoldfastError } from "../../proto/errors.ts";
import type { TrackId } from "../../proto/ids.ts";
import { setMuted } from "../rooms/publish.ts";
import type { RequestHandler } from "./context.ts";

export const setMutedRequest: RequestHandler<"setMuted"> = async ({ trackId, muted }, { room, member }) => {
  const track = member.tracks.get(trackId as TrackId);
  if (!track) throw new HoldfastError("not_found", "track");
  await setMuted(room, member, track, muted ?? false, false);
};
