// What a node tells replicas of itself, so that they connect to it: POST /v1/cluster/nodes. Its proof goes with it into the
// cluster store: a replica dials only what somebody with the cluster secret has announced, whoever else can write there.

import { clusterProof, sameProof } from "./cluster-proof.ts";

export const announcePath = "/v1/cluster/nodes";

export interface Announcement {
  nodeId: string;
  /** Of the node's process: another after each start. */
  bootId: string;
  /** Of its control port, such as ws://10.0.0.5:7411. */
  url: string;
  /** Unix time. */
  sentAtMs: number;
}
export interface ProvedAnnouncement extends Announcement {
  proof: string;
}

/**
 * Clocks of machines may be apart by minutes. All that an overheard announcement is good for until then is to make a
 * replica dial an address that the node once had, and who answers there cannot prove to be that node (cluster-proof.ts).
 */
const maxAgeMs = 10 * 60_000;

export function proveAnnouncement(secret: string, announcement: Announcement): ProvedAnnouncement {
  return { ...announcement, proof: Buffer.from(proofOf(secret, announcement)).toString("base64url") };
}

export function isProved(secret: string, announcement: ProvedAnnouncement, nowMs: number): boolean {
  const given = Buffer.from(announcement.proof, "base64url");
  return sameProof(proofOf(secret, announcement), given) && Math.abs(nowMs - announcement.sentAtMs) <= maxAgeMs;
}

const proofOf = (secret: string, { nodeId, bootId, url, sentAtMs }: Announcement): Uint8Array =>
  clusterProof(secret, ["announce", nodeId, bootId, url, String(sentAtMs)]);
