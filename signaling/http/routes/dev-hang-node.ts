import { z } from "zod";
import type { HttpApp } from "../app.ts";
import type { DevControl } from "../deps.ts";
import { requireLocal } from "../local-only.ts";
import { problemsOf } from "../problem.ts";
import { nodeParams } from "../views.ts";

export function devHangNode(app: HttpApp, dev: DevControl): void {
  const schema = (operationId: string, summary: string) => ({
    operationId,
    summary: `Development: ${summary}`,
    tags: ["dev"],
    params: nodeParams,
    response: { 200: z.object({ pids: z.array(z.number().int()) }), ...problemsOf("forbidden", "not_found") },
  });
  app.post(
    "/v1/dev/nodes/:id/hang",
    { schema: schema("devHangNode", "SIGSTOP a node's process and its media workers"), onRequest: requireLocal },
    ({ params }) => ({ pids: dev.hangNode(params.id) }),
  );
  app.post(
    "/v1/dev/nodes/:id/resume",
    { schema: schema("devResumeNode", "SIGCONT a node that hangs"), onRequest: requireLocal },
    ({ params }) => ({ pids: dev.resumeNode(params.id) }),
  );
}
