import { z } from "zod";
import type { HttpApp } from "../app.ts";
import { requireAuthentication } from "../authenticate.ts";
import type { HttpDeps } from "../deps.ts";
import { ofNodes, problems } from "../problem.ts";
import { drainView, nodeParams } from "../views.ts";

const minTimeoutMs = 1_000;
const maxTimeoutMs = 24 * 3600_000;

const drainBody = z
  .strictObject({
    timeoutMs: z
      .number()
      .int()
      .min(minTimeoutMs)
      .max(maxTimeoutMs)
      .optional()
      .describe("After that the node stays cordoned with what is left. Default: 30 minutes."),
    force: z.boolean().optional().describe("Also when no other node takes rooms."),
  })
  .meta({ examples: [{ timeoutMs: 600_000 }] })
  .nullish();

export function drainNode(app: HttpApp, deps: HttpDeps): void {
  const common = { tags: ["nodes"], security: [{ bearer: [] }], params: nodeParams };
  const onRequest = requireAuthentication(deps);
  app.post(
    "/v1/nodes/:id/drain",
    {
      schema: {
        ...common,
        operationId: "drainNode",
        summary: "Move all rooms off a node without a gap",
        description:
          "The node takes no new rooms from now on, and stays cordoned when it is empty. Asked again, it goes on as " +
          "it does, with another deadline if one is named. Refused with no_other_node when no other node takes rooms, " +
          "unless force is given: then the node waits for one, and `blocked` says so.",
        body: drainBody,
        response: { 202: drainView, ...problems("not_found", "no_other_node", ...ofNodes) },
      },
      config: { audit: ["timeoutMs", "force"] },
      onRequest,
    },
    async ({ params, body }, reply) => reply.code(202).send(await deps.nodes.drain(params.id, body ?? {})),
  );
  app.get(
    "/v1/nodes/:id/drain",
    {
      schema: {
        ...common,
        operationId: "getDrain",
        summary: "How a drain gets on",
        response: { 200: drainView, ...problems("not_found") },
      },
      onRequest,
    },
    ({ params }) => deps.nodes.drainProgress(params.id),
  );
  app.delete(
    "/v1/nodes/:id/drain",
    {
      schema: {
        ...common,
        operationId: "cancelDrain",
        summary: "Cancel a drain",
        description:
          "The node takes rooms again; those that have moved stay where they are. Changes nothing when it does not drain.",
        response: { 200: drainView, ...problems("not_found", ...ofNodes) },
      },
      onRequest,
    },
    ({ params }) => deps.nodes.cancelDrain(params.id),
  );
}
