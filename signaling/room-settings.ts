// What an integrator has set for a room, whether it is open or not. Kept by the cluster store.

import { z } from "zod";
import { boundedText } from "./grants.ts";
import { labelName, labelValue, maxLabels } from "../proto/labels.ts";
import { maxMetadataBytes } from "../proto/limits.ts";

export const roomSettingFields = {
  redundancy: z
    .enum(["cold", "hot"])
    .describe("hot: who joins from now on has a standby path on another node, ready to take over at once."),
  maxParticipants: z
    .number()
    .int()
    .min(1)
    .max(10_000)
    .nullable()
    .describe("More get limit_participants. The node's own limit holds as well. null = only that one."),
  region: z
    .string()
    .max(64)
    .regex(/^[A-Za-z0-9._-]*$/, "must be letters, digits or . _ -")
    .describe(
      "Where to place the room, as the nodes name it; elsewhere when no node there has room. Empty = anywhere.",
    ),
  nodeLabels: z
    .record(
      z.string().regex(labelName.pattern, `must be ${labelName.expects}`),
      z.string().regex(labelValue.pattern, `must be ${labelValue.expects}`),
    )
    .refine((labels) => Object.keys(labels).length <= maxLabels, `must be at most ${maxLabels} labels`)
    .describe(
      "Labels that a node must have to take the room: it is nowhere rather than elsewhere. A region is the label `region`.",
    )
    .meta({ examples: [{ gpu: "1" }], maxProperties: maxLabels }),
  metadata: boundedText(maxMetadataBytes).describe(
    `Free text for the application. At most ${maxMetadataBytes} bytes of UTF-8.`,
  ),
};

export const roomSettingsSchema = z.object({
  redundancy: roomSettingFields.redundancy.default("cold"),
  maxParticipants: roomSettingFields.maxParticipants.default(null),
  region: roomSettingFields.region.default(""),
  nodeLabels: roomSettingFields.nodeLabels.default({}),
  metadata: roomSettingFields.metadata.default(""),
});
export type RoomSettings = z.output<typeof roomSettingsSchema>;
/** Which nodes a room wants. */
export type NodeSelector = Pick<RoomSettings, "region" | "nodeLabels">;

export const defaultRoomSettings: RoomSettings = roomSettingsSchema.parse({});
