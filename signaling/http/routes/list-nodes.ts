import { z } from "zod";
import type { HttpApp } from "../app.ts";
import { requireAuthentication } from "../authenticate.ts";
import type { HttpDeps } from "../deps.ts";
import { problems } from "../problem.ts";
import { nodeView } from "../views.ts";

export function listNodes(app: HttpApp, deps: HttpDeps): void {
  const schema = {
    summary: "The media nodes, as this replica sees them",
    tags: ["nodes"],
    security: [{ bearer: [] }],
    response: { 200: z.object({ nodes: z.array(nodeView) }), ...problems },
  };
  app.get("/v1/nodes", { schema, onRequest: requireAuthentication(deps) }, () => ({ nodes: deps.cluster.nodes() }));
}
