// Reads each process's configuration, so that one environment or file may serve them all.

import { readConfig } from "../base/config.ts";
import { type SfuConfig, sfuConfigSchema } from "../sfu/config.ts";
import { readSignalingConfig, type SignalingConfig, signalingConfigSchema } from "../signaling/config.ts";

/** Variables of the commands that call the HTTP API (HOLDFAST_URL), and of the pages' development server. */
const otherKeys = ["url", "webProxy"];

export const signalingConfig = (env: NodeJS.ProcessEnv): SignalingConfig =>
  readSignalingConfig(env, [...Object.keys(sfuConfigSchema.shape), ...otherKeys]);

export const sfuConfig = (env: NodeJS.ProcessEnv): SfuConfig =>
  readConfig({ schema: sfuConfigSchema, env, alsoKnown: [...Object.keys(signalingConfigSchema.shape), ...otherKeys] });
