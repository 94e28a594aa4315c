import { z } from "zod";
import { HoldfastError } from "../../../proto/errors.ts";
import { roomNameSchema } from "../../grants.ts";
import type { HttpApp } from "../app.ts";
import { requireAuthentication } from "../authenticate.ts";
import type { HttpDeps } from "../deps.ts";
import { ofNodes, problems } from "../problem.ts";
import { roomDetail } from "../views.ts";

export function getRoom(app: HttpApp, deps: HttpDeps): void {
  const schema = {
    operationId: "getRoom",
    summary: "One room with its participants and their tracks",
    tags: ["rooms"],
    security: [{ bearer: [] }],
    params: z.object({ room: roomNameSchema }),
    response: { 200: roomDetail, ...problems("not_found", "store_unavailable", ...ofNodes) },
  };
  app.get("/v1/rooms/:room", { schema, onRequest: requireAuthentication(deps) }, async ({ params }) => {
    const found = await deps.rooms.find(params.room);
    if (!found) throw new HoldfastError("not_found", `room ${params.room}`);
    return found;
  });
}
