import { z } from "zod";
import { HoldfastError } from "../../../proto/errors.ts";
import { mintAdminToken } from "../../tokens.ts";
import type { HttpApp } from "../app.ts";
import type { HttpDeps } from "../deps.ts";
import { requireLocal } from "../local-only.ts";
import { problemsOf } from "../problem.ts";

const ttlSeconds = 12 * 3600;

export function devCreateAdminToken(app: HttpApp, { config: { apiKeys }, nowMs }: HttpDeps): void {
  const schema = {
    operationId: "devCreateAdminToken",
    summary: "Development: a token for the dashboard",
    tags: ["dev"],
    response: { 201: z.object({ token: z.string() }), ...problemsOf("forbidden", "not_found") },
  };
  app.post(
    "/v1/dev/admin-tokens",
    { schema, config: { audit: [] }, onRequest: requireLocal },
    async (_request, reply) => {
      const [first] = apiKeys;
      if (!first) throw new HoldfastError("not_found", "no API key is configured");
      const [key, secret] = first;
      const token = await mintAdminToken({ key, secret, ttlSeconds, nowMs: nowMs() });
      return reply.code(201).send({ token });
    },
  );
}
