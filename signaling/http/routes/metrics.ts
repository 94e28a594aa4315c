import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { HoldfastError } from "../../../proto/errors.ts";
import type { HttpApp } from "../app.ts";
import { bearerOf, sameText } from "../authenticate.ts";
import type { HttpDeps } from "../deps.ts";
import { problemsOf } from "../problem.ts";

export function metrics(app: HttpApp, { metrics: registry, config: { metricsToken } }: HttpDeps): void {
  const onRequest = async ({ headers }: FastifyRequest): Promise<void> => {
    if (metricsToken === undefined) return;
    const given = bearerOf(headers.authorization);
    if (given === undefined)
      throw new HoldfastError("token_missing", "Authorization: Bearer, and HOLDFAST_METRICS_TOKEN");
    if (!sameText(given, metricsToken)) throw new HoldfastError("token_invalid", "not HOLDFAST_METRICS_TOKEN");
  };
  const schema = {
    operationId: "metrics",
    summary: "Metrics for Prometheus",
    tags: ["health"],
    response: {
      200: {
        description: "In the text format of Prometheus.",
        content: { [registry.contentType.split(";")[0]!]: { schema: z.string() } },
      },
      ...problemsOf("token_missing", "token_invalid"),
    },
  };
  app.get("/metrics", { schema, onRequest }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}
