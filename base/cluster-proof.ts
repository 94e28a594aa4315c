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

export function sameProof(a: Uint8Array, b: Uint8Array): boolean {
  return a.byteLength === b.byteLength && timingSafeEqual(a, b);
}
