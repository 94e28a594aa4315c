import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * HMAC-SHA256 over the parts, each preceded by its length, so that no two lists of parts give the same input.
 * Both ends of a control connection prove with it that they know the cluster secret, without sending it.
 */
export function clusterProof(secret: string, parts: readonly (string | Uint8Array)[]): Uint8Array {
  const hmac = createHmac("sha256", secret);
  for (const part of parts) {
    const bytes = typeof part === "string" ? Buffer.from(part, "utf8") : part;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.byteLength);
    hmac.update(length).update(bytes);
  }
  return hmac.digest();
}

/** What both ends of a control connection have to agree on. */
export interface Handshake {
  /** New on every connection, so that a proof that was overheard is worth nothing on another one. */
  nodeNonce: Uint8Array;
  replicaNonce: Uint8Array;
  replicaId: string;
  nodeId: string;
  /** As the replica has dialled it: whoever passes a handshake on to a node elsewhere is found out. */
  url: string;
  /** The node announced that URL, and so knows it; else somebody configured the replica with it. */
  announced: boolean;
}

/** One of the two ends cannot use the other's proof as its own. */
export function handshakeProof(secret: string, from: "replica" | "node", about: Handshake): Uint8Array {
  const { nodeNonce, replicaNonce, replicaId, nodeId, url, announced } = about;
  const found = announced ? "announced" : "configured";
  return clusterProof(secret, [from, nodeNonce, replicaNonce, replicaId, nodeId, url, found]);
}

export function sameProof(a: Uint8Array, b: Uint8Array): boolean {
  return a.byteLength === b.byteLength && timingSafeEqual(a, b);
}
