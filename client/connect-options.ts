import type { ReconnectPolicy } from "./reconnect-policy.ts";
import type { SdkLogger } from "./sdk-logger.ts";

/** A join token, or how to get one; asked again only when the one at hand has expired. */
export type TokenSource = string | (() => Promise<string>);

export interface ConnectOptions {
  /** "hot" keeps a standby path on a second node. Until nodes offer one, it acts as "cold". */
  redundancy?: "cold" | "hot";
  /** Whether new tracks of others are received without asking. Default true. */
  autoSubscribe?: boolean;
  /** Ends the attempt to connect; once connected it has no effect. */
  signal?: AbortSignal;
  reconnectPolicy?: ReconnectPolicy;
  logger?: SdkLogger;
}
