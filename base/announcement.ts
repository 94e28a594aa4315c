// What a node tells replicas of itself, so that they connect to it: POST /v1/cluster/nodes.

import { clusterProof, sameProof } from "./cluster-proof.ts";

export const announcePath = "/v1/cluster/nodes";

export interface Announcement {
  nodeId: string;
  /** Of its control port, such as ws://10.0.0.5:7411. */
  url: string;
  /** Unix time. */
  sentAtMs: number;
}

/**
 * Clocks of machines may be apart by minutes. All that an overheard announcement is good for until then is to make a
 * replica dial an address that a node once had, where both have to prove themselves anew.
 */
const maxAgeMs = 10 * 60_000;

export const announcementProof = (secret: string, { nodeId, url, sentAtMs }: Announcement): string =>
  Buffer.from(clusterProof(secret, ["announce", nodeId, url, String(sentAtMs)])).toString("base64url");

export function isProved(secret: string, announcement: Announcement, proof: string, nowMs: number): boolean {
  const expected = Buffer.from(announcementProof(secret, announcement), "base64url");
  return sameProof(expected, Buffer.from(proof, "base64url")) && Math.abs(nowMs - announcement.sentAtMs) <= maxAgeMs;
}
