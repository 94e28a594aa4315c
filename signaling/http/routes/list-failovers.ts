import { z } from "zod";
import type { HttpApp } from "../app.ts";
import { requireAuthentication } from "../authenticate.ts";
import type { HttpDeps } from "../deps.ts";
import { nextField, pageOf, pageQuery } from "../pagination.ts";
import { problems } from "../problem.ts";
import { failoverView, viewFailover } from "../views.ts";

export function listFailovers(app: HttpApp, deps: HttpDeps): void {
  const schema = {
    operationId: "listFailovers",
    summary: "Failovers and migrations, newest first",
    description: "The last 500 that this replica has taken part in. Metrics count them all.",
    tags: ["failovers"],
    security: [{ bearer: [] }],
    querystring: pageQuery(50, 500),
    response: { 200: z.object({ failovers: z.array(failoverView), ...nextField }), ...problems() },
  };
  app.get("/v1/failovers", { schema, onRequest: requireAuthentication(deps) }, ({ query }) => {
    const { entries, ...next } = pageOf(
      deps.failovers.newest(),
      query,
      ({ id }) => String(id),
      (id, cursorId) => Number(id) < Number(cursorId),
    );
    return { failovers: entries.map(viewFailover), ...next };
  });
}
