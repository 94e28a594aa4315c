// What replicas ask of nodes, held against what those nodes have told them: whatever a replica decides, and why, shows on
// its control connections. Messages are looked at where the replica sends and receives them.

import type { NodeRequest } from "../../proto/cluster-codec.ts";
import type { NodeId, RoomName } from "../../proto/ids.ts";
import type { holdfast as cluster } from "../../proto/generated/cluster.js";
import { wire } from "../../proto/model.ts";
import type { Payload } from "../../proto/rpc.ts";
import type { ControlMessage, ControlWatch } from "./control-channel.ts";
import { NodeTalk, suspectAfterMs, underWayMs } from "./node-talk.ts";
import type { SimNode } from "./sim-node.ts";
import type { StoreServer } from "./sim-store.ts";

/** Rooms go as one, and a small one may overtake a large one that waits. */
const paceSlack = 16;
const recoveries: ReadonlySet<number> = new Set([
  wire.PathCause.NODE_DIED,
  wire.PathCause.NODE_HUNG,
  wire.PathCause.WORKER_DIED,
]);

type Attach = Payload<NodeRequest, "attach">;
type Fail = (rule: string, detail: string) => void;

export class AskedOfNodes {
  readonly #world: { nodes: ReadonlyMap<string, SimNode>; store: StoreServer };
  readonly #nowMs: () => number;
  readonly #fail: Fail;
  readonly #talks = new Map<string, NodeTalk>();
  /** Where each epoch of a room has been asked for. */
  readonly #asked = new Set<string>();
  /** By replica and room: the highest that it has heard of, and since when. */
  readonly #epochs = new Map<string, { epoch: number; sinceMs: number }>();

  constructor(world: { nodes: ReadonlyMap<string, SimNode>; store: StoreServer }, nowMs: () => number, fail: Fail) {
    this.#world = world;
    this.#nowMs = nowMs;
    this.#fail = fail;
  }

  /** For how long the replica had heard nothing of the node then; 0 when that was a moment. */
  silentMs(replica: string, nodeId: NodeId, atMs: number): number {
    return this.#talks.get(`${replica} ${nodeId}`)?.signs.before(atMs) ?? 0;
  }

  /** The replica has a new connection to the node. */
  watch(replica: string, nodeId: NodeId): ControlWatch {
    const key = `${replica} ${nodeId}`;
    const talk = this.#talks.get(key) ?? new NodeTalk(this.#nowMs, key);
    this.#talks.set(key, talk);
    return {
      heard: (message) => {
        talk.heard(message);
        for (const { room, epoch, standby } of openedIn(message))
          if (!standby) this.#noteEpoch(`${replica} ${room}`, epoch ?? 0);
      },
      sent: (message) => {
        if ("cancel" in message) talk.cancelled(message.cancel.id);
        else if ("request" in message && message.request.body === "attach") {
          const { id, attach } = message.request;
          this.#look(talk, replica, nodeId, id ?? 0, attach);
          if (!attach.standby) this.#lookAtEpoch(replica, attach);
        }
      },
    };
  }

  #look(talk: NodeTalk, replica: string, nodeId: NodeId, id: number, attach: Attach): void {
    const { room: name, epoch, standby, cause = 0, sessions = [] } = attach;
    const what = `${sessions.length} of ${name} at ${epoch}${standby ? ", standing by," : ""} asked by ${talk.name}`;
    if (standby || recoveries.has(cause ?? 0)) {
      const early = talk.aheadOfPace(sessions.length);
      if (early > paceSlack)
        this.#fail("a node's recoveries keep their pace", `${what}: ${Math.round(early)} too early`);
    }
    // Who comes to a room that is there has been placed before.
    const { nodes, store } = this.#world;
    const node = nodes.get(nodeId)!;
    const room = (standby ? node.standbys : node.rooms).get(name as RoomName);
    const key = `${name} ${epoch} ${nodeId} ${standby ? "standby" : ""}`;
    const isNew = room === undefined && !this.#asked.has(key);
    // Where another replica has put the room everybody goes, who may know less of the node.
    const placedBy = standby ? undefined : store.placedBy(name as RoomName, epoch ?? 0, nodeId);
    const follows = placedBy !== undefined && placedBy !== replica;
    if (!follows) this.#asked.add(key);
    if (!isNew || follows) return;
    const slackMs = standby ? 0 : underWayMs;
    if (talk.silentMs > suspectAfterMs + slackMs)
      this.#fail("a silent node gets nothing new", `${what}, silent for ${Math.round(talk.silentMs)} ms`);
    if (talk.closedForMs > slackMs)
      this.#fail(
        "a node that takes no rooms gets none",
        `${what}, ${Math.round(talk.closedForMs)} ms after it said so`,
      );
    const over = talk.ask(id, sessions.length);
    if (over > 0) this.#fail("nobody is sent where there is no place", `${what}: ${over} too many`);
  }

  /** Whatever the store says by now. */
  #lookAtEpoch(replica: string, { room, epoch }: Attach): void {
    const key = `${replica} ${room}`;
    const known = this.#epochs.get(key);
    if (known && (epoch ?? 0) < known.epoch && this.#nowMs() - known.sinceMs > underWayMs)
      this.#fail("nobody is sent to a lower epoch", `${room} at ${epoch} by ${replica}, which knows of ${known.epoch}`);
    this.#noteEpoch(key, epoch ?? 0);
  }

  #noteEpoch(key: string, epoch: number): void {
    if (epoch > (this.#epochs.get(key)?.epoch ?? 0)) this.#epochs.set(key, { epoch, sinceMs: this.#nowMs() });
  }
}

function openedIn(message: ControlMessage): readonly cluster.RoomEpoch.$Shape[] {
  if ("identity" in message) return message.identity.rooms;
  if (!("event" in message) || message.event.body !== "roomsChanged") return [];
  return message.event.roomsChanged.opened ?? [];
}
