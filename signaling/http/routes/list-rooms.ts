import { z } from "zod";
import type { HttpApp } from "../app.ts";
import { requireAuthentication } from "../authenticate.ts";
import type { HttpDeps } from "../deps.ts";
import { problems } from "../problem.ts";
import { roomView } from "../views.ts";

export function listRooms(app: HttpApp, deps: HttpDeps): void {
  const schema = {
    summary: "The rooms that somebody is in",
    tags: ["rooms"],
    security: [{ bearer: [] }],
    response: { 200: z.object({ rooms: z.array(roomView) }), ...problems },
  };
  app.get("/v1/rooms", { schema, onRequest: requireAuthentication(deps) }, () => ({ rooms: deps.cluster.rooms() }));
}
