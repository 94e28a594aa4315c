import type { ReconnectPolicy } from "./signaling/reconnect-policy.ts";
import type { SdkLogger } from "./sdk-logger.ts";

/** A join token, or how to get one; asked again only when the one at hand has expired. */
export type TokenSource = string | (() => Promise<string>);

export interface ConnectOptions {
  /**
   * "hot" keeps a standby path on a second node (on another worker, where there is only one node), which takes over at
   * once when the first one dies. The room's settings may ask for it too. Default "cold".
   */
  redundancy?: "cold" | "hot";
  /** "relay": media goes over the cluster's TURN servers only, which hides this machine's address. Default "all". */
  iceTransportPolicy?: "all" | "relay";
  /** Whether new tracks of others are received without asking. Default true. */
  autoSubscribe?: boolean;
  /** The W3C traceparent of the trace that this call is part of: the servers name it in their logs as `trace_id`. */
  traceparent?: string;
  /** Ends the attempt to connect; once connected it has no effect. */
  signal?: AbortSignal;
  reconnectPolicy?: ReconnectPolicy;
  logger?: SdkLogger;
}
