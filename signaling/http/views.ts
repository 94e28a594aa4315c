// What the HTTP API says about nodes and rooms. The schemas become /v1/openapi.json.

import { z } from "zod";
import { trackSources } from "../grants.ts";

export const nodeStates = ["live", "suspect", "down", "connecting"] as const;

export const workerView = z.object({
  slot: z.number().int(),
  pid: z.number().int(),
  alive: z.boolean(),
  cpu: z.number().describe("Share of one core over the last second, 0 to 1."),
  rooms: z.number().int(),
  consumers: z.number().int(),
});

export const nodeView = z.object({
  id: z.string().describe("Empty until the node has said who it is."),
  url: z.string().describe("Its control URL."),
  state: z.enum(nodeStates),
  rooms: z.number().int(),
  sessions: z.number().int(),
  capacity: z.number().int().describe("Sessions that the node takes."),
  producers: z.number().int(),
  consumers: z.number().int(),
  bitrateInBps: z.number(),
  bitrateOutBps: z.number(),
  workers: z.array(workerView),
});
export type NodeView = z.infer<typeof nodeView>;

export const roomView = z.object({
  name: z.string(),
  nodeId: z.string(),
  epoch: z.number().int().describe("Raised each time the room is placed anew."),
  participants: z.number().int(),
});
export type RoomView = z.infer<typeof roomView>;

export const participantView = z.object({
  identity: z.string(),
  name: z.string(),
  metadata: z.string(),
  joinedAtMs: z.number().describe("Unix time."),
  tracks: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(["audio", "video"]),
      source: z.enum(trackSources),
      name: z.string(),
      muted: z.boolean(),
    }),
  ),
});
export type ParticipantView = z.infer<typeof participantView>;

export const roomDetail = roomView.omit({ participants: true }).extend({ participants: z.array(participantView) });
export type RoomDetail = z.infer<typeof roomDetail>;
