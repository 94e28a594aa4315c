// Between a test and the processes that its headless participants live in.
import type { HeadlessParticipantOptions } from "./headless-participant.ts";

export interface Join extends HeadlessParticipantOptions {
  identity: string;
}

export type CrowdRequest =
  | { do: "join"; joins: Join[] }
  /** RTP packets so far. */
  | { do: "packetsHeard" }
  /** Whom each hears right now. */
  | { do: "hearing" }
  /** When each first heard the others on a path of after `sinceMs`. */
  | { do: "firstHeard"; sinceMs: number }
  | { do: "paths" }
  /** The gaps that each one's SDK told of since `sinceMs`. */
  | { do: "recoveries"; sinceMs: number }
  | { do: "leave" };

/** By identity. */
export interface CrowdReplies {
  join: null;
  packetsHeard: Record<string, number>;
  hearing: Record<string, string[]>;
  firstHeard: Record<string, Record<string, number>>;
  paths: Record<string, { nodeId: string; standsBy: boolean }>;
  recoveries: Record<string, Recovery[]>;
  leave: null;
}

export interface Recovery {
  /** Unix time of the event. */
  atMs: number;
  cause: string;
  gapMs: number;
}

export type CrowdReply = { ok: unknown } | { error: string };
