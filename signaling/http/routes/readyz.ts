import { z } from "zod";
import type { HttpApp } from "../app.ts";
import type { HttpDeps } from "../deps.ts";

const readiness = z.object({
  ready: z.boolean(),
  reasons: z.array(z.string()).describe("Why not."),
  // No reason to take a replica out of service: the others have lost the same store.
  degraded: z.array(z.string()).describe("What is amiss although calls can be placed."),
});

export function readyz(app: HttpApp, { cluster }: HttpDeps): void {
  const schema = {
    operationId: "readyz",
    summary: "Calls can be placed",
    tags: ["health"],
    response: { 200: readiness, 503: readiness },
  };
  app.get("/readyz", { schema }, async (_request, reply) => {
    const reasons = cluster.readiness();
    const ready = reasons.length === 0;
    return reply.code(ready ? 200 : 503).send({ ready, reasons, degraded: cluster.degradation() });
  });
}
