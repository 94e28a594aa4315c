import type { HttpApp } from "../app.ts";
import { requireAuthentication } from "../authenticate.ts";
import type { HttpDeps } from "../deps.ts";
import { ofNodes, problems } from "../problem.ts";
import { nodeParams, nodeView } from "../views.ts";

export function cordonNode(app: HttpApp, deps: HttpDeps): void {
  const schema = (operationId: string, summary: string, description: string) => ({
    operationId,
    summary,
    description,
    tags: ["nodes"],
    security: [{ bearer: [] }],
    params: nodeParams,
    response: { 200: nodeView, ...problems("not_found", ...ofNodes) },
  });
  const onRequest = requireAuthentication(deps);
  app.post(
    "/v1/nodes/:id/cordon",
    { schema: schema("cordonNode", "Place no new rooms on a node", "Its calls go on. Ends a drain."), onRequest },
    ({ params }) => deps.nodes.cordon(params.id),
  );
  app.post(
    "/v1/nodes/:id/uncordon",
    { schema: schema("uncordonNode", "Place new rooms on a node again", "Ends a drain."), onRequest },
    ({ params }) => deps.nodes.uncordon(params.id),
  );
}
