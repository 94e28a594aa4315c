import { removeTracks } from "../rooms/publish.ts";
import type { RequestHandler } from "./context.ts";

export const unpublish: RequestHandler<"unpublish"> = async ({ trackIds }, { room, member }) => {
  removeTracks(room, member, trackIds ?? []);
};
