// Join tokens and admin tokens: JWT (RFC 7519), HS256 only. The API key's id stands in the header (`kid`) and as the
// issuer; its secret signs. Several keys are valid at once, so that keys can be rotated.

import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { HoldfastError } from "../proto/errors.ts";
import { type Grants, type GrantsInput, grantsSchema } from "./grants.ts";

/** Key id -> secret. */
export interface ApiKeys {
  get(id: string): string | undefined;
}

export interface VerifyOptions {
  /** How far the issuer's clock and ours may be apart. */
  clockToleranceMs?: number;
}

interface SignOptions {
  /** Id of the API key. */
  key: string;
  secret: string;
  ttlSeconds: number;
  /** Unix time. */
  nowMs: number;
}

export interface MintTokenOptions extends SignOptions {
  grants: GrantsInput;
}

/** Above any valid token: name and metadata as JSON writes them at the longest, and a signature. Longer ones are not looked into. */
export const maxTokenBytes = 40 * 1024;

const algorithm = "HS256";

/** Far more than are in use at a time. */
const maxImportedKeys = 256;
const importedKeys = new Map<string, Promise<CryptoKey>>();

/** Importing a key takes as long as checking a token with it. */
function verifyingKey(secret: string): Promise<CryptoKey> {
  const known = importedKeys.get(secret);
  if (known) return known;
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const key = crypto.subtle.importKey("raw", bytesOf(secret), hmac, false, ["verify"]);
  if (importedKeys.size >= maxImportedKeys) importedKeys.delete(importedKeys.keys().next().value!);
  importedKeys.set(secret, key);
  return key;
}

const bytesOf = (secret: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(secret);

/**
 * A token that joins one room as one identity.
 * @throws HoldfastError `bad_request` when the grants or the lifetime make no sense.
 */
export async function mintToken({ grants, ...options }: MintTokenOptions): Promise<string> {
  const parsed = grantsSchema.safeParse(grants);
  if (!parsed.success) throw new HoldfastError("bad_request", describeIssues(parsed.error));
  const { identity, ...claims } = parsed.data;
  return sign({ ...claims, sub: identity }, options);
}

/** A token for the HTTP API. It joins no room. */
export async function mintAdminToken(options: SignOptions): Promise<string> {
  return sign({ admin: true }, options);
}

async function sign(claims: JWTPayload, { key, secret, ttlSeconds, nowMs }: SignOptions): Promise<string> {
  if (!Number.isInteger(ttlSeconds) || ttlSeconds < 1)
    throw new HoldfastError("bad_request", "ttlSeconds: must be a whole number of at least 1");
  const issuedAt = Math.floor(nowMs / 1000);
  const token = await new SignJWT({ ...claims, iss: key, iat: issuedAt, nbf: issuedAt, exp: issuedAt + ttlSeconds })
    .setProtectedHeader({ alg: algorithm, typ: "JWT", kid: key })
    .sign(bytesOf(secret));
  // JSON writes some characters with six: within the limits of each claim and still too long together.
  if (token.length > maxTokenBytes)
    throw new HoldfastError("bad_request", `metadata: the token would be longer than ${maxTokenBytes} bytes`);
  return token;
}

/**
 * The grants of a join token.
 * @throws HoldfastError `token_missing`, `token_invalid`, `token_expired` or `token_not_yet_valid`.
 */
export async function verifyToken(
  token: string,
  keys: ApiKeys,
  nowMs: number,
  options: VerifyOptions = {},
): Promise<{ grants: Grants; expiresAtMs: number }> {
  const { claims, expiresAtMs } = await verifySigned(token, keys, nowMs, options);
  const { sub, ...grants } = claims;
  const parsed = grantsSchema.safeParse({ ...grants, identity: sub });
  if (!parsed.success) throw new HoldfastError("token_invalid", describeIssues(parsed.error));
  return { grants: parsed.data, expiresAtMs };
}

const adminClaims = z.strictObject({ admin: z.literal(true), sub: z.string().optional() });

/** Checks an admin token; throws as `verifyToken` does. A join token is not one. */
export async function verifyAdminToken(
  token: string,
  keys: ApiKeys,
  nowMs: number,
  options: VerifyOptions = {},
): Promise<{ keyId: string; expiresAtMs: number }> {
  const { claims, keyId, expiresAtMs } = await verifySigned(token, keys, nowMs, options);
  const parsed = adminClaims.safeParse(claims);
  if (!parsed.success) throw new HoldfastError("token_invalid", "not an admin token");
  return { keyId, expiresAtMs };
}

/** Signature, issuer and times; returns the claims without those that it has checked or that mean nothing here. */
async function verifySigned(
  token: string,
  keys: ApiKeys,
  nowMs: number,
  { clockToleranceMs = 0 }: VerifyOptions,
): Promise<{ claims: JWTPayload; keyId: string; expiresAtMs: number }> {
  if (token === "") throw new HoldfastError("token_missing");
  if (token.length > maxTokenBytes) throw new HoldfastError("token_invalid", "too long");
  const { keyId, secret } = findKey(token, keys);
  let payload: JWTPayload;
  try {
    ({ payload } = await jwtVerify(token, await verifyingKey(secret), {
      algorithms: [algorithm],
      issuer: keyId,
      requiredClaims: ["exp"],
      currentDate: new Date(nowMs),
      clockTolerance: clockToleranceMs / 1000,
    }));
  } catch (cause) {
    throw refusal(cause);
  }
  const { iss: _iss, aud: _aud, iat: _iat, nbf: _nbf, exp = 0, jti: _jti, ...claims } = payload;
  return { claims, keyId, expiresAtMs: exp * 1000 };
}

function findKey(token: string, keys: ApiKeys): { keyId: string; secret: string } {
  let keyId: unknown;
  try {
    keyId = decodeProtectedHeader(token).kid;
  } catch (cause) {
    throw new HoldfastError("token_invalid", "malformed", { cause });
  }
  const secret = typeof keyId === "string" ? keys.get(keyId) : undefined;
  if (typeof keyId !== "string" || secret === undefined) throw new HoldfastError("token_invalid", "unknown key");
  return { keyId, secret };
}

function refusal(cause: unknown): HoldfastError {
  if (cause instanceof errors.JWTExpired) return new HoldfastError("token_expired", undefined, { cause });
  if (cause instanceof errors.JWTClaimValidationFailed && cause.claim === "nbf" && cause.reason === "check_failed") {
    return new HoldfastError("token_not_yet_valid", undefined, { cause });
  }
  return new HoldfastError("token_invalid", undefined, { cause });
}

const describeIssues = (error: z.ZodError): string =>
  error.issues
    .map((issue) => [issue.path.join("."), issue.message].filter((part) => part !== "").join(": "))
    .join("; ");
