import { z } from "zod";
import { roomNameSchema } from "../../grants.ts";
import type { HttpApp } from "../app.ts";
import { requireAuthentication } from "../authenticate.ts";
import type { HttpDeps } from "../deps.ts";
import { noContent, ofNodes, problems } from "../problem.ts";

export function deleteRoom(app: HttpApp, deps: HttpDeps): void {
  const schema = {
    operationId: "deleteRoom",
    summary: "Close a room and forget what was set for it",
    description: "Everybody in it gets room_closed. Their tokens stay valid: who has one may open it again.",
    tags: ["rooms"],
    security: [{ bearer: [] }],
    params: z.object({ room: roomNameSchema }),
    response: { ...noContent, ...problems("not_found", "store_unavailable", ...ofNodes) },
  };
  app.delete("/v1/rooms/:room", { schema, onRequest: requireAuthentication(deps) }, async ({ params }, reply) => {
    await deps.rooms.close(params.room);
    return reply.code(204).send(null);
  });
}
