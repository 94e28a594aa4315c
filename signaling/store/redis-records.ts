// How things are written in Redis, and read back: anybody may have written there, so nothing is believed unseen. Keys of
// one room carry its name as hash tag, so that Redis Cluster keeps them in one slot. docs/store.md describes the layout.

import { z } from "zod";
import { NodeId, RoomName } from "../../proto/ids.ts";
import { maxEpoch, type NodeLease, type Placement, type StoreHint } from "./store.ts";

/** Room names have no braces (proto/ids.ts), so none can break out of its hash tag. */
export const placementKey = (room: RoomName): string => `holdfast:{room:${room}}:placement`;
export const settingsKey = (room: RoomName): string => `holdfast:{room:${room}}:settings`;
export const nodesKey = "holdfast:{nodes}:leases";
export const nodesEndKey = "holdfast:{nodes}:ends";
export const keysKey = "holdfast:{keys}:keys";
export const probeKey = "holdfast:{probe}:written";
export const hintChannel = "holdfast:hints";

/** Something in the store that Holdfast has not written, or not like this. It is taken as absent. */
export class MalformedRecord extends Error {}

/** As HMGET epoch node standby gives it; all null = nothing is stored. @throws MalformedRecord */
export function readPlacement(fields: readonly (string | null)[]): Placement | undefined {
  const [epochText, node, standby] = fields;
  if (epochText == null && node == null && standby == null) return undefined;
  const epoch = /^[1-9]\d{0,9}$/.test(epochText ?? "") ? Number(epochText) : 0;
  if (epoch < 1 || epoch > maxEpoch) throw new MalformedRecord("the epoch is no number from 1 to 2^31");
  return { epoch, nodeId: readNodeId(node), ...(standby ? { standby: readNodeId(standby) } : {}) };
}

/** For HSET; an absent node is an empty text. */
export function writePlacement(placement: Placement | undefined): [epoch: string, node: string, standby: string] {
  return [String(placement?.epoch ?? ""), placement?.nodeId ?? "", placement?.standby ?? ""];
}

function readNodeId(text: string | null | undefined): NodeId | undefined {
  if (!text) return undefined;
  const id = NodeId.parse(text);
  if (id === undefined) throw new MalformedRecord("names a node that cannot be one");
  return id;
}

const leaseSchema = z.object({
  url: z
    .string()
    .max(512)
    .refine((url) => ["ws:", "wss:"].includes(URL.parse(url)?.protocol ?? "")),
  bootId: z.string().max(64),
  sentAtMs: z.number(),
  proof: z.string().max(128),
});

/** @throws MalformedRecord */
export function readLease(field: string, value: string): NodeLease {
  const nodeId = readNodeId(field);
  const lease = readJson(leaseSchema, value);
  if (nodeId === undefined) throw new MalformedRecord("a lease of no node");
  return { nodeId, ...lease };
}

/** Begins with `leaseStart`, which stays the same for as long as the node's process runs. */
export const writeLease = ({ url, bootId, sentAtMs, proof }: NodeLease): string =>
  JSON.stringify({ url, bootId, sentAtMs, proof });
export const leaseStart = ({ url, bootId }: NodeLease): string => JSON.stringify({ url, bootId }).slice(0, -1);

/** @throws MalformedRecord */
export function readJson<Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new MalformedRecord("is no JSON");
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new MalformedRecord(parsed.error.issues[0]?.message ?? "is not as expected");
  return parsed.data;
}

export const writeHint = (hint: Exclude<StoreHint, { kind: "returned" }>): string =>
  hint.kind === "placement" ? `placement ${hint.room}` : hint.kind;

/** Undefined for what is no hint of ours: a hint is not worth a line in the log. */
export function readHint(text: string): StoreHint | undefined {
  if (text === "nodes" || text === "keys") return { kind: text };
  const room = text.startsWith("placement ") ? RoomName.parse(text.slice("placement ".length)) : undefined;
  return room && { kind: "placement", room };
}
