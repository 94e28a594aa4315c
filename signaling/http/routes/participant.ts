import { z } from "zod";
import { maxTracksPerParticipant } from "../../../proto/limits.ts";
import { grantTexts, identitySchema, roomNameSchema, trackIdSchema } from "../../grants.ts";
import type { HttpApp } from "../app.ts";
import { requireAuthentication } from "../authenticate.ts";
import type { HttpDeps } from "../deps.ts";
import { noContent, ofNodes, problems } from "../problem.ts";
import { participantView } from "../views.ts";

const errors = problems("not_found", ...ofNodes);
const path = "/v1/rooms/:room/participants/:id";
const params = z.object({ room: roomNameSchema, id: identitySchema });
const body = z
  .strictObject({
    name: grantTexts.name.optional(),
    metadata: grantTexts.metadata.optional(),
    muteTracks: z
      .array(trackIdSchema)
      .max(maxTracksPerParticipant)
      .optional()
      .describe("Ids of tracks to mute. Nobody but the participant unmutes them."),
  })
  .refine((change) => Object.keys(change).length > 0, "names nothing to change")
  .meta({ minProperties: 1, examples: [{ name: "Ann" }, { muteTracks: ["tr_0123456789abcdef"] }] });

export function participant(app: HttpApp, deps: HttpDeps): void {
  const common = { tags: ["participants"], security: [{ bearer: [] }], params };
  const onRequest = requireAuthentication(deps);
  app.get(
    path,
    {
      schema: {
        ...common,
        operationId: "getParticipant",
        summary: "One participant, hidden or not",
        response: { 200: participantView, ...errors },
      },
      onRequest,
    },
    ({ params: { room, id } }) => deps.rooms.participant(room, id),
  );
  app.patch(
    path,
    {
      schema: {
        ...common,
        operationId: "updateParticipant",
        summary: "Rename a participant, or mute tracks",
        description: "All of it, or nothing when a track is not there. Everybody in the room is told.",
        body,
        response: { 200: participantView, ...errors },
      },
      config: { audit: ["muteTracks"] },
      onRequest,
    },
    ({ params: { room, id }, body: change }) => deps.rooms.updateParticipant(room, id, change),
  );
  app.delete(
    path,
    {
      schema: {
        ...common,
        operationId: "removeParticipant",
        summary: "Remove a participant",
        description: "It gets `removed`. Its token stays valid until it expires: mint short ones where that matters.",
        response: { ...noContent, ...errors },
      },
      onRequest,
    },
    async ({ params: { room, id } }, reply) => {
      await deps.rooms.removeParticipant(room, id);
      return reply.code(204).send(null);
    },
  );
}
