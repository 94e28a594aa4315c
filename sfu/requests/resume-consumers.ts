import { resumeConsumers } from "../rooms/consume.ts";
import { checkPath, type RequestHandler } from "./context.ts";

/** The client has set its description for these consumers: let media flow. */
export const resumeConsumersRequest: RequestHandler<"resumeConsumers"> = async ({ pathId, consumerIds }, context) => {
  checkPath(pathId, context);
  resumeConsumers(context.room, context.path, consumerIds ?? []);
};
