// Cordon, uncordon, drain: asks the node, which keeps that state itself, and tells how a drain gets on.

import { HoldfastError } from "../../proto/errors.ts";
import { NodeId, type RoomName } from "../../proto/ids.ts";
import { holdfast as cluster } from "../../proto/generated/cluster.js";
import type { DrainOptions, NodeControl } from "../http/deps.ts";
import { type DrainRoom, type DrainView, maxDrainRooms, type NodeView } from "../http/views.ts";
import { drainCutShort, drainEnds, type DrainRecord, nextDrainRecord } from "./drain-record.ts";
import type { NodeLink } from "./node-link.ts";
import type { HeldRoom } from "./node-rooms.ts";
import { viewNode } from "./node-view.ts";
import type { Nodes } from "./nodes.ts";
import type { Placed } from "../placement/placement.ts";
import { servingName } from "./serving.ts";

const { SERVING, CORDONED, DRAINING } = cluster.ServingState;
export const defaultDrainTimeoutMs = 30 * 60_000;

export interface NodeOperationsDeps {
  nodes: Pick<Nodes, "links" | "byId" | "candidates">;
  /** What this replica knows of a room that it has sessions of. */
  room(name: RoomName): { placed: Placed | undefined; stuck: string } | undefined;
  /** Unix time. */
  nowMs(): number;
}

export class NodeOperations implements NodeControl {
  readonly #deps: NodeOperationsDeps;
  readonly #records = new Map<NodeId, DrainRecord>();

  constructor(deps: NodeOperationsDeps) {
    this.#deps = deps;
  }

  async cordon(id: string): Promise<NodeView> {
    return this.#set(id, { state: CORDONED });
  }

  async uncordon(id: string): Promise<NodeView> {
    return this.#set(id, { state: SERVING });
  }

  async drain(id: string, { timeoutMs, force = false }: DrainOptions): Promise<DrainView> {
    const link = this.#link(id);
    const running = isDraining(link.serving);
    if (!force && !running && !this.#othersTakeRooms(link)) throw new HoldfastError("no_other_node");
    // Asked again, a drain goes on with the deadline that it has, unless another one is named.
    if (!running || timeoutMs !== undefined)
      await link.setServing({ state: DRAINING, drainTimeoutMs: timeoutMs ?? defaultDrainTimeoutMs });
    return this.drainProgress(id);
  }

  async cancelDrain(id: string): Promise<DrainView> {
    const link = this.#link(id);
    if (isDraining(link.serving)) await link.setServing({ state: SERVING });
    return this.drainProgress(id);
  }

  drainProgress(id: string): DrainView {
    const link = this.#link(id);
    const record = this.#records.get(link.id!);
    const draining = isDraining(link.serving) && record?.endedAtMs === undefined;
    // What a deadline left behind is still there to be looked at.
    const listed = draining || record?.end === "deadline";
    const rooms = listed ? [...link.rooms].map(([name, held]) => this.#describeRoom(link, name, held)) : [];
    const roomsLeft = draining ? rooms.length : (record?.roomsLeft ?? 0);
    const roomsTotal = Math.max(record?.roomsTotal ?? 0, draining ? roomsLeft : 0, link.serving.drainRoomsTotal ?? 0);
    return {
      nodeId: link.id!,
      state: draining ? "draining" : (record?.end ?? endTold(link)),
      serving: servingName(link.serving.state),
      ...(record ? { startedAtMs: record.startedAtMs } : {}),
      ...(record?.endedAtMs === undefined ? {} : { endedAtMs: record.endedAtMs }),
      ...(draining ? { leftMs: Math.max(0, Math.round(link.serving.drainLeftMs || 0)) } : {}),
      roomsTotal,
      roomsMoved: roomsTotal - roomsLeft,
      roomsLeft,
      blocked: draining && roomsLeft > 0 && !this.#othersTakeRooms(link) ? "no other node takes rooms" : "",
      rooms: rooms.slice(0, maxDrainRooms),
    };
  }

  /** The node says that it takes rooms, or takes none, unlike before. */
  servingChanged(link: NodeLink, before: cluster.Serving.$Shape): void {
    if (link.id === undefined) return;
    const describe = (serving: cluster.Serving.$Shape) => ({
      draining: isDraining(serving),
      roomsTotal: serving.drainRoomsTotal ?? 0,
      why: serving.why ?? "",
    });
    const record = nextDrainRecord(this.#records.get(link.id), {
      before: describe(before),
      after: describe(link.serving),
      roomsHeld: link.rooms.size,
      nowMs: this.#deps.nowMs(),
    });
    if (record) this.#records.set(link.id, record);
  }

  /** The node is dead. */
  nodeGone(nodeId: NodeId, roomsLeft: number): void {
    const record = this.#records.get(nodeId);
    if (record) this.#records.set(nodeId, drainCutShort(record, roomsLeft, this.#deps.nowMs()));
  }

  async #set(id: string, wanted: cluster.SetServing.$Shape): Promise<NodeView> {
    const link = this.#link(id);
    await link.setServing(wanted);
    return viewNode(link);
  }

  /** @throws HoldfastError not_found */
  #link(id: string): NodeLink {
    const nodeId = NodeId.parse(id);
    const link = nodeId && this.#deps.nodes.byId(nodeId);
    if (!link) throw new HoldfastError("not_found", `node ${id.slice(0, 128)}`);
    return link;
  }

  #othersTakeRooms(link: NodeLink): boolean {
    return this.#deps.nodes.candidates().some(({ id, usable }) => usable && id !== link.id);
  }

  #describeRoom(link: NodeLink, name: RoomName, { epoch, sessions, leaving }: HeldRoom): DrainRoom {
    const local = this.#deps.room(name);
    const moved = this.#deps.nodes.links.find((other) => other !== link && (other.rooms.get(name)?.epoch ?? 0) > epoch);
    const placed = local?.placed && local.placed.epoch > epoch ? local.placed.nodeId : undefined;
    const toNode = moved?.id ?? (placed === link.id ? undefined : placed);
    const moving = leaving || toNode !== undefined;
    return {
      name,
      sessions,
      state: moving ? "moving" : local?.stuck ? "stuck" : "waiting",
      ...(toNode === undefined ? {} : { toNode }),
      ...(moving || !local?.stuck ? {} : { error: local.stuck }),
    };
  }
}

const isDraining = ({ state }: cluster.Serving.$Shape): boolean => servingName(state) === "draining";

/** How the last drain ended, for a replica that was not there. */
const endTold = ({ serving }: NodeLink): DrainView["state"] => drainEnds.find((end) => end === serving.why) ?? "none";
