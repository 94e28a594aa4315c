import { HoldfastError } from "../../proto/errors.ts";
import { applyIntent } from "../rooms/consume.ts";
import type { RequestHandler } from "./context.ts";

/** Changes to what the session wants to receive; what is not mentioned stays. */
export const subscribe: RequestHandler<"subscribe"> = async ({ subscriptions }, { room, path }) => {
  if (!path.options.canSubscribe) throw new HoldfastError("forbidden", "subscribe");
  path.intent.update(subscriptions ?? [], { whole: false });
  await applyIntent(room, path);
};
