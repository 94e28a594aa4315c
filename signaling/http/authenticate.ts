// Who may use the HTTP API: the bearer of an API key (`Authorization: Bearer key:secret`) or of an admin token.

import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { HoldfastError } from "../../proto/errors.ts";
import type { Right } from "../keys/api-key.ts";
import { clientAddress } from "../client-address.ts";
import { verifyAdminToken } from "../tokens.ts";
import type { HttpDeps } from "./deps.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** What the API key must be allowed to do, where that is not the route's tag. */
    right?: Right;
  }
}

export type AuthDeps = Pick<HttpDeps, "config" | "keys" | "nowMs" | "limits">;

/** The API key that the request stands on; @throws HoldfastError `token_missing`, `token_invalid`, `token_expired`. */
export async function authenticate(
  authorization: string | undefined,
  { config, keys, nowMs }: Pick<AuthDeps, "config" | "keys" | "nowMs">,
): Promise<{ keyId: string }> {
  const credentials = bearerOf(authorization);
  if (credentials === undefined)
    throw new HoldfastError("token_missing", "Authorization: Bearer key:secret, or an admin token");
  // A JWT has no colon, and every API key has one.
  const colon = credentials.indexOf(":");
  if (colon >= 0) {
    const keyId = credentials.slice(0, colon);
    const secret = keys.get(keyId);
    if (secret === undefined || !sameText(secret, credentials.slice(colon + 1)))
      throw new HoldfastError("token_invalid", "unknown API key");
    return { keyId };
  }
  const { keyId } = await verifyAdminToken(credentials, keys, nowMs(), {
    clockToleranceMs: config.tokenClockToleranceMs,
  });
  return { keyId };
}

export const bearerOf = (authorization: string | undefined): string | undefined =>
  /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];

const rightOfTag: Record<string, Right> = { rooms: "rooms", participants: "rooms", nodes: "nodes", failovers: "nodes" };

/** What a route asks of a key: what it says itself, or what its tag tells; any other takes "admin". */
function rightFor({ routeOptions: { config, schema } }: FastifyRequest): Right {
  const tag = (schema as { tags?: readonly string[] } | undefined)?.tags?.[0] ?? "";
  return config.right ?? rightOfTag[tag] ?? "admin";
}

/** A route's `onRequest` hook, before the body is read: who asks, and whether that is not too often. */
export const requireAuthentication =
  (deps: AuthDeps) =>
  async (request: FastifyRequest): Promise<void> => {
    try {
      request.keyId = (await authenticate(request.headers.authorization, deps)).keyId;
    } catch (error) {
      deps.limits.takeOfAddress(clientAddress(request.raw, deps.config.trustedProxyHops));
      throw error;
    }
    deps.limits.takeOfKey(request.keyId);
    const right = rightFor(request);
    if (!deps.keys.has(request.keyId, right))
      throw new HoldfastError("forbidden", `the key lacks the right "${right}"`);
  };

/** Takes the same time whatever differs. */
export function sameText(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
