// API keys that were made over the HTTP API, as they stand in the store. Tokens are signed with HMAC, so the secret itself
// is needed to check them: it is kept sealed with a key that follows from the cluster secret, which the store never sees.

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { z } from "zod";
import { boundedText } from "../grants.ts";

export const rights = ["tokens", "rooms", "nodes", "admin"] as const;
export type Right = (typeof rights)[number];

export const maxKeyNameBytes = 128;

export const apiKeyFields = {
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/),
  name: boundedText(maxKeyNameBytes).describe(`What it is for, for people. At most ${maxKeyNameBytes} bytes of UTF-8.`),
  rights: z
    .array(z.enum(rights))
    .min(1)
    .max(rights.length)
    .describe(
      "tokens: join tokens, signed by it or asked for; rooms: rooms and who is in them; nodes: nodes and failovers; " +
        "admin: all of that, and keys.",
    ),
  createdAtMs: z.number().describe("Unix time."),
};

const liveKeySchema = z.strictObject({ ...apiKeyFields, sealed: z.string().max(512) });
export type LiveKey = z.output<typeof liveKeySchema>;
/** What may be told of it. */
export type KeyInfo = Omit<LiveKey, "sealed">;
/** A key that was revoked leaves its id and when: so an older copy of the store cannot bring it back. */
const revokedKeySchema = z.strictObject({ id: apiKeyFields.id, revokedAtMs: z.number() });
export type RevokedKey = z.output<typeof revokedKeySchema>;
export const storedKeySchema = z.union([liveKeySchema, revokedKeySchema]);
export type StoredKey = z.output<typeof storedKeySchema>;

export const isLive = (key: StoredKey): key is LiveKey => "sealed" in key;

const algorithm = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;

/** Of the cluster secret, for nothing else (RFC 5869). */
export const sealingKey = (clusterSecret: string): Buffer =>
  Buffer.from(hkdfSync("sha256", clusterSecret, "", "holdfast api keys v1", 32));

/** What the seal vouches for beside the secret: who may write to the store cannot give a key more rights. */
const vouchedFor = ({ id, name, rights: granted, createdAtMs }: KeyInfo): Buffer =>
  Buffer.from(JSON.stringify([id, name, granted, createdAtMs]));

export function seal(key: Buffer, fields: KeyInfo, secret: string): LiveKey {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes }).setAAD(vouchedFor(fields));
  const sealed = Buffer.concat([nonce, cipher.update(secret, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return { ...fields, sealed: sealed.toString("base64") };
}

/** Undefined when it was sealed under another cluster secret, or changed since. */
export function unseal(key: Buffer, { sealed, ...fields }: LiveKey): string | undefined {
  const bytes = Buffer.from(sealed, "base64");
  if (bytes.length <= nonceBytes + tagBytes) return undefined;
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
  decipher.setAAD(vouchedFor(fields)).setAuthTag(bytes.subarray(-tagBytes));
  try {
    return decipher.update(bytes.subarray(nonceBytes, -tagBytes), undefined, "utf8") + decipher.final("utf8");
  } catch {
    return undefined;
  }
}
