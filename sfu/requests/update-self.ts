import { updateMember } from "../rooms/update-member.ts";
import type { RequestHandler } from "./context.ts";

export const updateSelf: RequestHandler<"updateSelf"> = async ({ name, metadata }, { room, member }) =>
  updateMember(room, member, { name: name ?? "", metadata: metadata ?? "" }, true);
