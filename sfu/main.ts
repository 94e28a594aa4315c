import type { Logger } from "../base/logger.ts";
import type { SfuConfig } from "./config.ts";
import { Node } from "./node.ts";

export type { Node } from "./node.ts";

/** @throws ConfigError, in sentences for the operator, when the node cannot start. */
export function startNode(config: SfuConfig, log: Logger): Promise<Node> {
  return Node.create(config, log);
}
