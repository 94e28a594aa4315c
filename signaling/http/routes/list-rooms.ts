import { z } from "zod";
import type { HttpApp } from "../app.ts";
import { requireAuthentication } from "../authenticate.ts";
import type { HttpDeps } from "../deps.ts";
import { afterByText, compareText, nextField, pageOf, pageQuery } from "../pagination.ts";
import { problems } from "../problem.ts";
import { roomView } from "../views.ts";

export function listRooms(app: HttpApp, deps: HttpDeps): void {
  const schema = {
    operationId: "listRooms",
    summary: "The rooms that somebody is in",
    tags: ["rooms"],
    security: [{ bearer: [] }],
    querystring: pageQuery(100, 1_000),
    response: { 200: z.object({ rooms: z.array(roomView), ...nextField }), ...problems() },
  };
  app.get("/v1/rooms", { schema, onRequest: requireAuthentication(deps) }, ({ query }) => {
    const rooms = deps.rooms.open().toSorted((a, b) => compareText(a.name, b.name));
    const { entries, ...next } = pageOf(rooms, query, ({ name }) => name, afterByText);
    return { rooms: entries, ...next };
  });
}
