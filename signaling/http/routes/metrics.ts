import type { FastifyRequest } from "fastify";
import { HoldfastError } from "../../../proto/errors.ts";
import type { HttpApp } from "../app.ts";
import { bearerOf, sameText } from "../authenticate.ts";
import type { HttpDeps } from "../deps.ts";

export function metrics(app: HttpApp, { metrics: registry, config: { metricsToken } }: HttpDeps): void {
  const onRequest = async ({ headers }: FastifyRequest): Promise<void> => {
    if (metricsToken === undefined) return;
    const given = bearerOf(headers.authorization);
    if (given === undefined)
      throw new HoldfastError("token_missing", "Authorization: Bearer, and HOLDFAST_METRICS_TOKEN");
    if (!sameText(given, metricsToken)) throw new HoldfastError("token_invalid", "not HOLDFAST_METRICS_TOKEN");
  };
  const schema = { summary: "Metrics for Prometheus", tags: ["health"] };
  app.get("/metrics", { schema, onRequest }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}
