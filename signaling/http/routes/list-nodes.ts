import { z } from "zod";
import type { HttpApp } from "../app.ts";
import { requireAuthentication } from "../authenticate.ts";
import type { HttpDeps } from "../deps.ts";
import { afterByText, compareText, nextField, pageOf, pageQuery } from "../pagination.ts";
import { problems } from "../problem.ts";
import { nodeView } from "../views.ts";

export function listNodes(app: HttpApp, deps: HttpDeps): void {
  const schema = {
    operationId: "listNodes",
    summary: "The media nodes, as this replica sees them",
    tags: ["nodes"],
    security: [{ bearer: [] }],
    querystring: pageQuery(1_000, 1_000),
    response: { 200: z.object({ nodes: z.array(nodeView), ...nextField }), ...problems() },
  };
  app.get("/v1/nodes", { schema, onRequest: requireAuthentication(deps) }, ({ query }) => {
    // A node that has not said who it is has no id yet; its URL is known.
    const nodes = deps.cluster.nodes().toSorted((a, b) => compareText(a.id || a.url, b.id || b.url));
    const { entries, ...next } = pageOf(nodes, query, ({ id, url }) => id || url, afterByText);
    return { nodes: entries, ...next };
  });
}
