import { z } from "zod";
import { apiKeyFields } from "../../keys/api-key.ts";
import type { HttpApp } from "../app.ts";
import { requireAuthentication } from "../authenticate.ts";
import type { HttpDeps } from "../deps.ts";
import { afterByText, compareText, nextField, pageOf, pageQuery } from "../pagination.ts";
import { noContent, problems } from "../problem.ts";
import { keyView } from "../views.ts";

export function keys(app: HttpApp, deps: HttpDeps): void {
  const common = { tags: ["keys"], security: [{ bearer: [] }] };
  const onRequest = requireAuthentication(deps);
  app.post(
    "/v1/keys",
    {
      schema: {
        ...common,
        operationId: "createKey",
        summary: "Make an API key",
        description: "All replicas take it within seconds. Its secret is told here, and never again.",
        body: z.strictObject({
          name: apiKeyFields.name.default(""),
          rights: apiKeyFields.rights.meta({ examples: [["tokens", "rooms"]] }),
        }),
        response: { 201: keyView.extend({ secret: z.string() }), ...problems("limit_keys", "store_unavailable") },
      },
      config: { audit: ["rights"] },
      onRequest,
    },
    async ({ body }, reply) => {
      const rights = [...new Set(body.rights)];
      return reply.code(201).send(await deps.keys.create({ name: body.name, rights }));
    },
  );
  app.get(
    "/v1/keys",
    {
      schema: {
        ...common,
        operationId: "listKeys",
        summary: "The API keys that were made here, without their secrets",
        description: "Those of HOLDFAST_API_KEYS are not among them.",
        querystring: pageQuery(100, 1_000),
        response: { 200: z.object({ keys: z.array(keyView), ...nextField }), ...problems() },
      },
      onRequest,
    },
    ({ query }) => {
      const all = deps.keys.list().toSorted((a, b) => compareText(a.id, b.id));
      const { entries, ...next } = pageOf(all, query, ({ id }) => id, afterByText);
      return { keys: entries, ...next };
    },
  );
  app.delete(
    "/v1/keys/:id",
    {
      schema: {
        ...common,
        operationId: "revokeKey",
        summary: "Revoke an API key",
        description:
          "Within seconds no replica takes it any more, nor any token that it has signed. Calls that are up go on. " +
          "Not for keys of HOLDFAST_API_KEYS.",
        params: z.object({ id: apiKeyFields.id }),
        response: { ...noContent, ...problems("not_found", "store_unavailable") },
      },
      onRequest,
    },
    async ({ params }, reply) => {
      await deps.keys.revoke(params.id);
      return reply.code(204).send(null);
    },
  );
}
