import { availableParallelism } from "node:os";
import { z } from "zod";
import { newNodeId, NodeId } from "../proto/ids.ts";
import { maxTracksPerParticipant } from "../proto/limits.ts";

const integer = (min: number, max: number) =>
  z.coerce.number(`must be a number`).int("must be a whole number").min(min, `must be at least ${min}`).max(max, `must be at most ${max}`);
const port = integer(1, 65_535);
const host = z.string().min(1, "must be an address");
const anyAddress = new Set(["0.0.0.0", "::"]);

/** Keys of the media node: HOLDFAST_* variables, or the same in camelCase in the file that HOLDFAST_CONFIG names. */
export const sfuConfigSchema = z
  .object({
    nodeId: z
      .string()
      .refine((id) => NodeId.parse(id) !== undefined, `must be ${NodeId.expects}`)
      .default(newNodeId)
      .transform((id) => id as NodeId),
    /** Where signaling replicas connect. Never open it to the world: it carries control, not media. */
    controlHost: host.default("127.0.0.1"),
    controlPort: port.default(7411),
    /** Address that media is received on. */
    rtcHost: host.default("127.0.0.1"),
    /** Address or host name that clients are told, where it is not rtcHost (NAT, containers). */
    rtcAnnouncedAddress: host.optional(),
    /** Worker slot i takes media on rtcPort + i, UDP and TCP. */
    rtcPort: port.default(7500),
    workers: integer(1, 128).default(() => availableParallelism()),
    /** Sessions that the node takes. */
    capacity: integer(1, 100_000).default(500),
    maxRooms: integer(1, 100_000).default(1_000),
    maxParticipantsPerRoom: integer(1, 10_000).default(200),
    maxTracksPerParticipant: integer(1, maxTracksPerParticipant).default(maxTracksPerParticipant),
    clusterSecret: z.string("is missing: set the same secret for all nodes and replicas").min(16, "must have at least 16 characters"),
    logLevel: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
    logPretty: z.union([z.boolean(), z.stringbool("must be true or false")]).default(false),
  })
  .refine((c) => !anyAddress.has(c.rtcHost) || c.rtcAnnouncedAddress !== undefined, {
    path: ["rtcAnnouncedAddress"],
    message: "is needed when HOLDFAST_RTC_HOST is 0.0.0.0 or ::, because clients cannot connect to that",
  })
  .refine((c) => c.rtcPort + c.workers - 1 <= 65_535, { path: ["rtcPort"], message: "leaves no ports for all workers" });

export type SfuConfig = Readonly<z.infer<typeof sfuConfigSchema>>;
