import { z } from "zod";
import { roomNameSchema } from "../../grants.ts";
import { roomSettingFields } from "../../room-settings.ts";
import type { HttpApp } from "../app.ts";
import { requireAuthentication } from "../authenticate.ts";
import type { HttpDeps } from "../deps.ts";
import { problems } from "../problem.ts";
import { roomSettingsView } from "../views.ts";

const body = z.strictObject({ name: roomNameSchema, ...z.object(roomSettingFields).partial().shape });

export function configureRoom(app: HttpApp, deps: HttpDeps): void {
  const schema = {
    operationId: "configureRoom",
    summary: "Set how a room is to be",
    description:
      "Whether it is open or not: a room needs no making, it opens when the first one joins. What is not named stays " +
      "as it was set before, or takes its default. Who is in the room already is not concerned.",
    tags: ["rooms"],
    security: [{ bearer: [] }],
    body,
    response: {
      200: roomSettingsView.describe("Nothing was set for the room before: 201."),
      201: roomSettingsView,
      ...problems("store_unavailable"),
    },
  };
  const config = { audit: ["name", "redundancy", "maxParticipants", "region", "nodeLabels"] };
  app.post("/v1/rooms", { schema, config, onRequest: requireAuthentication(deps) }, async (request, reply) => {
    const { name, ...changes } = request.body;
    const { settings, isNew } = await deps.rooms.configure(name, changes);
    return reply.code(isNew ? 201 : 200).send({ name, ...settings });
  });
}
