import type { BodyName } from "../../proto/rpc.ts";
import type { SessionRequest } from "../messages.ts";
import { assert } from "./assert.ts";
import type { RequestHandler } from "./context.ts";
import { moderate } from "./moderate.ts";
import { publish } from "./publish.ts";
import { resumeConsumersRequest } from "./resume-consumers.ts";
import { sendData } from "./send-data.ts";
import { setMutedRequest } from "./set-muted.ts";
import { subscribe } from "./subscribe.ts";
import { unpublish } from "./unpublish.ts";
import { updateSelf } from "./update-self.ts";

/** Everything that a client may ask of its session on the node, but for what has an answer (restart-ice.ts). */
export const sessionRequests: { [Name in Exclude<BodyName<SessionRequest>, "restartIce">]: RequestHandler<Name> } = {
  assert,
  publish,
  unpublish,
  setMuted: setMutedRequest,
  subscribe,
  resumeConsumers: resumeConsumersRequest,
  sendData,
  updateSelf,
  moderate,
};

/**
 * Requests that change what the session publishes or wants: one after another, as they came. The others need not wait
 * for these: media resumes while tracks are still being published.
 */
export const inOrder: ReadonlySet<BodyName<SessionRequest>> = new Set([
  "assert",
  "publish",
  "unpublish",
  "setMuted",
  "subscribe",
]);
