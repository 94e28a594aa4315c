import { z } from "zod";
import type { HttpApp } from "../app.ts";
import type { HttpDeps } from "../deps.ts";

const readiness = z.object({ ready: z.boolean(), reasons: z.array(z.string()).describe("Why not.") });

export function readyz(app: HttpApp, { cluster }: HttpDeps): void {
  const schema = { summary: "Calls can be placed", tags: ["health"], response: { 200: readiness, 503: readiness } };
  app.get("/readyz", { schema }, async (_request, reply) => {
    const reasons = cluster.readiness();
    const ready = reasons.length === 0;
    return ready ? reply.code(200).send({ ready, reasons }) : reply.code(503).send({ ready, reasons });
  });
}
