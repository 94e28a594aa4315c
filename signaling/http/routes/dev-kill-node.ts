import { z } from "zod";
import { HoldfastError } from "../../../proto/errors.ts";
import type { HttpApp } from "../app.ts";
import type { DevControl, HttpDeps } from "../deps.ts";
import { requireLocal } from "../local-only.ts";
import { problemsOf } from "../problem.ts";
import { nodeParams, type NodeView } from "../views.ts";

export function devKillNode(app: HttpApp, { cluster }: HttpDeps, dev: DevControl): void {
  const schema = {
    operationId: "devKillNode",
    summary: "Development: SIGKILL a node's process, or its busiest media worker",
    tags: ["dev"],
    params: nodeParams,
    body: z
      .strictObject({
        target: z
          .enum(["node", "worker"])
          .default("node")
          .meta({ examples: ["worker"] }),
      })
      .nullish(),
    response: { 200: z.object({ killedPid: z.number().int() }), ...problemsOf("forbidden", "not_found") },
  };
  app.post(
    "/v1/dev/nodes/:id/kill",
    { schema, config: { audit: ["target"] }, onRequest: requireLocal },
    async ({ params, body }) => {
      if (body?.target !== "worker") return { killedPid: dev.killNode(params.id) };
      const pid = busiestWorker(cluster.nodes().find((node) => node.id === params.id));
      if (pid === undefined) throw new HoldfastError("not_found", `node ${params.id} has no live media worker`);
      dev.killWorker(params.id, pid);
      return { killedPid: pid };
    },
  );
}

/** The one whose death shows most. */
function busiestWorker(node: NodeView | undefined): number | undefined {
  const live = (node?.workers ?? []).filter((worker) => worker.alive && worker.pid > 0);
  return live.toSorted((a, b) => b.rooms - a.rooms || b.consumers - a.consumers || a.slot - b.slot)[0]?.pid;
}
