// What the HTTP API says about nodes and rooms. The schemas become /v1/openapi.json.

import { z } from "zod";
import { apiKeyFields } from "../keys/api-key.ts";
import { drainEnds } from "../nodes/drain-record.ts";
import { type FailoverEntry, failoverOutcomes } from "../failover-log.ts";
import { nodeIdSchema, trackSources } from "../grants.ts";
import { roomSettingFields } from "../room-settings.ts";

export const nodeStates = ["live", "suspect", "down", "connecting"] as const;
const livenessStates = ["absent", "live", "suspect", "unheard", "doubtful", "abandoned", "dead"] as const;
const servingStates = ["serving", "cordoned", "draining"] as const;

export const workerView = z.object({
  slot: z.number().int(),
  pid: z.number().int(),
  alive: z.boolean(),
  cpu: z.number().describe("Share of one core over the last second, 0 to 1."),
  rooms: z.number().int(),
  consumers: z.number().int(),
});

export const nodeParams = z.object({ id: nodeIdSchema });

export const nodeView = z.object({
  id: z.string().describe("Empty until the node has said who it is."),
  url: z.string().describe("Its control URL."),
  state: z.enum(nodeStates),
  liveness: z.enum(livenessStates).describe("The same, as the failure detector has it: docs/architecture.md."),
  witness: z.string().describe("Why it is not live; empty when it is."),
  silentMs: z.number().int().optional().describe("Since it was last heard of."),
  bootId: z.string().describe("Another one after each start of its process."),
  region: z.string().describe('Its label "region"; empty when it has none.'),
  labels: z.record(z.string(), z.string()).describe("What rooms may ask for: nodeLabels."),
  serving: z.enum(servingStates).describe("Whether it takes new rooms: only when serving."),
  servingWhy: z.string().describe("Who or what decided that: api, sigterm, or how its last drain ended."),
  load: z.number().describe("How full it is, 0 to 1: sessions, or the busiest worker's processor."),
  rooms: z.number().int(),
  standbyRooms: z.number().int().describe("Rooms that it only stands by for."),
  highestEpoch: z.number().int().describe("Of the rooms that it holds."),
  sessions: z.number().int(),
  capacity: z.number().int().describe("Sessions that the node takes."),
  producers: z.number().int(),
  consumers: z.number().int(),
  bitrateInBps: z.number(),
  bitrateOutBps: z.number(),
  workers: z.array(workerView),
});
export type NodeView = z.infer<typeof nodeView>;

/** More are counted, not listed. */
export const maxDrainRooms = 100;

export const drainRoom = z.object({
  name: z.string(),
  sessions: z.number().int(),
  state: z.enum(["waiting", "moving", "stuck"]),
  toNode: z.string().optional().describe("Where it goes, once that is decided."),
  error: z.string().optional().describe("Why it is stuck: a code of docs/errors.md."),
});
export type DrainRoom = z.infer<typeof drainRoom>;

export const drainView = z
  .object({
    nodeId: z.string(),
    state: z
      .enum(["none", "draining", ...drainEnds])
      .describe("How the node's last drain stands; none = this replica knows of none."),
    serving: z.enum(servingStates),
    startedAtMs: z.number().optional().describe("Unix time at which this replica learned of it."),
    endedAtMs: z.number().optional().describe("Unix time."),
    leftMs: z.number().optional().describe("While draining: until the deadline, after which the node stays cordoned."),
    roomsTotal: z.number().int(),
    roomsMoved: z.number().int(),
    roomsLeft: z.number().int(),
    blocked: z.string().describe("Why it cannot end as things are, in a sentence; empty when it gets on."),
    rooms: z
      .array(drainRoom)
      .max(maxDrainRooms)
      .describe(
        `Those left, at most ${maxDrainRooms} of them. A room whose people have all been offered a path elsewhere has moved.`,
      ),
  })
  .meta({ id: "Drain" });
export type DrainView = z.infer<typeof drainView>;

export const failoverView = z
  .object({
    id: z.number().int().describe("Counts up on each replica."),
    atMs: z.number().describe("Unix time at which it was over."),
    cause: z.string(),
    witness: z.string().describe("What showed it."),
    room: z.string(),
    fromNode: z.string(),
    toNode: z.string().optional().describe("Absent when the room was given up."),
    fromEpoch: z.number().int(),
    toEpoch: z.number().int().optional(),
    participants: z.number().int().describe("Of this replica."),
    promoted: z.number().int().describe("How many of them went on over a standby path."),
    tookMs: z.number().describe("From the loss to the last path offered."),
    outcome: z.enum(failoverOutcomes),
    gaps: z.object({
      count: z.number().int().describe("Clients that have measured one."),
      p50Ms: z.number().optional(),
      maxMs: z.number().optional(),
    }),
  })
  .meta({ id: "Failover" });

export function viewFailover({ gaps, ...entry }: FailoverEntry): z.infer<typeof failoverView> {
  const sorted = gaps.map(({ gapMs }) => gapMs).toSorted((a, b) => a - b);
  const p50Ms = sorted[Math.ceil(sorted.length / 2) - 1];
  const maxMs = sorted.at(-1);
  return { ...entry, gaps: { count: sorted.length, ...(maxMs === undefined ? {} : { p50Ms, maxMs }) } };
}

export const keyView = z.object(apiKeyFields).meta({ id: "ApiKey" });

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

export const roomSettingsView = z.object({ name: z.string(), ...roomSettingFields });

export const roomDetail = z.object({
  name: z.string(),
  nodeId: z.string().describe("Empty while nobody is in it."),
  epoch: z.number().int().describe("0 while nobody is in it."),
  settings: z.object(roomSettingFields).describe("Defaults where nothing was set."),
  participants: z.array(participantView).describe("Without the hidden ones."),
});
export type RoomDetail = z.infer<typeof roomDetail>;
