import { z } from "zod";
import type { HttpApp } from "../app.ts";
import type { DevControl } from "../deps.ts";
import { requireLocal } from "../local-only.ts";
import { problems } from "../problem.ts";
import { nodeParams } from "../views.ts";

export function devHangNode(app: HttpApp, dev: DevControl): void {
  const schema = (summary: string) => ({
    summary: `Development: ${summary}`,
    tags: ["dev"],
    params: nodeParams,
    response: { 200: z.object({ pids: z.array(z.number().int()) }), ...problems },
  });
  app.post(
    "/v1/dev/nodes/:id/hang",
    { schema: schema("SIGSTOP a node's process and its media workers"), onRequest: requireLocal },
    ({ params }) => ({ pids: dev.hangNode(params.id) }),
  );
  app.post(
    "/v1/dev/nodes/:id/resume",
    { schema: schema("SIGCONT a node that hangs"), onRequest: requireLocal },
    ({ params }) => ({ pids: dev.resumeNode(params.id) }),
  );
}
