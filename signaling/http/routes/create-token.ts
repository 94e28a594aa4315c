import { z } from "zod";
import { HoldfastError } from "../../../proto/errors.ts";
import { grantFields, identitySchema, roomNameSchema } from "../../grants.ts";
import { mintToken } from "../../tokens.ts";
import type { HttpApp } from "../app.ts";
import { requireAuthentication } from "../authenticate.ts";
import type { HttpDeps } from "../deps.ts";
import { problems } from "../problem.ts";

/** As JSON Schema: what the grants' own schema refuses. */
const hiddenPublisher = {
  required: ["hidden", "canPublish"],
  properties: {
    hidden: { const: true },
    canPublish: { anyOf: [{ const: true }, { type: "array", minItems: 1 }] },
  },
};
const maxTtlSeconds = 30 * 24 * 3600;

export function createToken(app: HttpApp, deps: HttpDeps): void {
  const schema = {
    operationId: "createToken",
    summary: "Mint a token that joins this room",
    description: "Signed with the API key of the request.",
    tags: ["rooms"],
    security: [{ bearer: [] }],
    params: z.object({ room: roomNameSchema }),
    body: z
      .strictObject({
        identity: identitySchema,
        ...grantFields,
        ttlSeconds: z.number().int().min(1).max(maxTtlSeconds).default(3600),
      })
      .meta({ not: hiddenPublisher }),
    response: { 201: z.object({ token: z.string(), expiresAtMs: z.number() }), ...problems() },
  };
  const config = { audit: ["identity"], right: "tokens" as const };
  const onRequest = requireAuthentication(deps);
  app.post("/v1/rooms/:room/tokens", { schema, config, onRequest }, async (request, reply) => {
    const { keyId } = request;
    const secret = deps.keys.get(keyId);
    if (secret === undefined) throw new HoldfastError("token_invalid");
    const { ttlSeconds, ...grants } = request.body;
    const nowMs = deps.nowMs();
    const token = await mintToken({
      key: keyId,
      secret,
      grants: { ...grants, room: request.params.room },
      ttlSeconds,
      nowMs,
    });
    return reply.code(201).send({ token, expiresAtMs: (Math.floor(nowMs / 1000) + ttlSeconds) * 1000 });
  });
}
