import type { HttpApp } from "../app.ts";
import type { HttpDeps } from "../deps.ts";

export function metrics(app: HttpApp, { metrics: registry }: HttpDeps): void {
  const schema = { summary: "Metrics for Prometheus", tags: ["health"] };
  app.get("/metrics", { schema }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}
