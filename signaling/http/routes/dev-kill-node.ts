import { z } from "zod";
import type { HttpApp } from "../app.ts";
import type { DevControl } from "../deps.ts";
import { requireLocal } from "../local-only.ts";
import { problems } from "../problem.ts";

export function devKillNode(app: HttpApp, dev: DevControl): void {
  const schema = {
    summary: "Development: SIGKILL a node's process, or one of its media workers",
    tags: ["dev"],
    params: z.object({ id: z.string().max(128) }),
    body: z.strictObject({ target: z.enum(["node", "worker"]).default("node") }).nullish(),
    response: { 200: z.object({ killedPid: z.number().int() }), ...problems },
  };
  app.post("/v1/dev/nodes/:id/kill", { schema, onRequest: requireLocal }, async ({ params, body }) => {
    const { pid } = await dev.kill(params.id, body?.target ?? "node");
    return { killedPid: pid };
  });
}
