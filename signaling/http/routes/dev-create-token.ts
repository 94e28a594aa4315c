import { z } from "zod";
import { HoldfastError } from "../../../proto/errors.ts";
import { randomId } from "../../../proto/ids.ts";
import { grantFields, identitySchema, roomNameSchema } from "../../grants.ts";
import { mintToken } from "../../tokens.ts";
import type { HttpApp } from "../app.ts";
import type { HttpDeps } from "../deps.ts";
import { requireLocal } from "../local-only.ts";
import { problemsOf } from "../problem.ts";

const ttlSeconds = 12 * 3600;

export function devCreateToken(app: HttpApp, { config: { apiKeys }, nowMs }: HttpDeps): void {
  const schema = {
    operationId: "devCreateToken",
    summary: "Development: a token for the meeting page",
    tags: ["dev"],
    body: z.strictObject({ room: roomNameSchema, identity: identitySchema.optional(), name: grantFields.name }),
    response: { 201: z.object({ token: z.string(), identity: z.string() }), ...problemsOf("forbidden", "not_found") },
  };
  app.post(
    "/v1/dev/tokens",
    { schema, config: { audit: ["room"] }, onRequest: requireLocal },
    async ({ body }, reply) => {
      const [first] = apiKeys;
      if (!first) throw new HoldfastError("not_found", "no API key is configured");
      const [key, secret] = first;
      const identity = body.identity ?? `guest-${randomId(8)}`;
      const grants = { room: body.room, identity, name: body.name, canUpdateSelf: true };
      const token = await mintToken({ key, secret, grants, ttlSeconds, nowMs: nowMs() });
      return reply.code(201).send({ token, identity });
    },
  );
}
