import { z } from "zod";
import type { HttpApp } from "../app.ts";

export function healthz(app: HttpApp): void {
  const schema = {
    operationId: "healthz",
    summary: "The process runs",
    tags: ["health"],
    response: { 200: z.object({ status: z.literal("ok") }) },
  };
  app.get("/healthz", { schema }, () => ({ status: "ok" as const }));
}
