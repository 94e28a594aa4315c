// Why replicas leave nodes, held against how those nodes really were when that was decided.

import type { NodeId, RoomName } from "../../proto/ids.ts";
import { wire } from "../../proto/model.ts";
import { joinsGoElsewhereAfterMs, joinWitness } from "../../signaling/rooms/node-silence.ts";
import type { FailoverReport } from "../../signaling/rooms/rooms-deps.ts";
import type { AskedOfNodes } from "./asked-of-nodes.ts";
import { Gaps } from "./gaps.ts";
import type { Host } from "./network.ts";
import type { SimClient } from "./sim-client.ts";
import type { World } from "./world.ts";

/** Promised to a node whose control is away while its media flows. */
const keepsRoomsMs = 10_000;
/** After that they move, some at a time; who comes by another replica then, moves as well. */
const leftWithinMs = 4_000;
/** What clients have said of their media counts for 2 s, and what has just ended may be noticed late. */
const quietMs = 4_000;
/** Clocks differ, and what is decided is told in whole messages. */
const slackMs = 20;

export class Failovers {
  readonly #world: World;
  readonly #asked: AskedOfNodes;
  readonly #fail: (rule: string, detail: string) => void;
  /** By node: when somebody there was without media, or might have been. */
  readonly #troubles = new Map<NodeId, Gaps>();
  /** The same, but for what is only people's networks, or what they send and say. */
  readonly #faults = new Map<NodeId, Gaps>();
  /** When people's networks were last gone. */
  readonly #cutOffAt = new WeakMap<Host, number>();
  /** By replica and room: since when it could be moved off a node whose control is away. */
  #movableSinceMs = new Map<string, number>();

  constructor(world: World, asked: AskedOfNodes, fail: (rule: string, detail: string) => void) {
    this.#world = world;
    this.#asked = asked;
    this.#fail = fail;
  }

  /** Something about the client's media has changed. */
  changed(client: SimClient): void {
    const { active, standby, served, host, ended, online } = client;
    if (served && !host.impaired && !ended && online) return;
    for (const path of [active, standby]) if (path) this.#troubled(path.nodeId);
  }

  /** Every so often. */
  look(): void {
    for (const node of this.#world.nodes.values()) {
      if (!node.alive || node.mediaStopped || node.host.cutFrom.has("client")) this.#troubled(node.id);
      const { alive, mediaStopped, host } = node;
      const wrong = !alive || mediaStopped || host.stopped || host.slowMs > 0 || host.impaired;
      if (wrong || this.#world.replicas.some((replica) => replica.host.impaired))
        happened(this.#faults, node.id, this.#now);
    }
    for (const client of this.#world.clients) {
      this.changed(client);
      if (isCutOff(client)) this.#cutOffAt.set(client.host, this.#now);
    }
    this.#lookAtSilentNodes();
  }

  /** Nobody waits for a node's control for ever, unless there is no place for the room elsewhere. */
  #lookAtSilentNodes(): void {
    const { time, replicas, nodes } = this.#world;
    const before = this.#movableSinceMs;
    this.#movableSinceMs = new Map();
    for (const { alive, id, replica } of replicas) {
      if (!alive) continue;
      for (const nodeId of nodes.keys()) {
        const silentMs = this.#asked.silentMs(id, nodeId as NodeId, time.nowMs);
        if (silentMs < keepsRoomsMs) continue;
        for (const { name, sessions, stuck } of replica.rooms.on(nodeId as NodeId)) {
          const movable = [...sessions].some(({ connected, active }) => connected && active?.nodeId === nodeId);
          if (stuck !== "" || !movable) continue;
          const key = `${id} ${name} ${nodeId}`;
          const sinceMs = before.get(key) ?? time.nowMs;
          this.#movableSinceMs.set(key, sinceMs);
          if (time.nowMs - sinceMs >= leftWithinMs)
            this.#fail(
              "a node whose control stays away is left",
              `${name} on ${nodeId} by ${id}, silent for ${Math.round(silentMs)} ms`,
            );
        }
      }
    }
  }

  reported({ room, cause, witness, from: { nodeId }, tookMs }: FailoverReport, replica: string): void {
    const decidedAtMs = this.#world.time.nowMs - tookMs;
    const what = `${room} from ${nodeId} by ${replica}, as of ${Math.round(decidedAtMs)} ms: ${witness}`;
    const { NODE_DIED, NODE_HUNG, NODE_UNREACHABLE, CONTROL_LOST } = wire.PathCause;
    // Its first process: none of it has ever ended.
    if (cause === NODE_DIED && this.#world.nodes.get(nodeId)!.boot === 1)
      this.#fail("who lives is not taken for dead", what);
    if (cause === NODE_HUNG && gapsOf(this.#troubles, nodeId).before(decidedAtMs) > 0)
      this.#fail("no failover while media flows", what);
    const unfounded =
      [NODE_HUNG, NODE_UNREACHABLE].includes(cause) && gapsOf(this.#faults, nodeId).before(decidedAtMs) > 0;
    // Of people who all lost their networks at once nobody can tell that it was not the node's.
    if (unfounded && !this.#manyCutOff(room)) this.#fail("no room moves without a fault of node or link", what);
    const keepsMs = witness === joinWitness ? joinsGoElsewhereAfterMs : keepsRoomsMs;
    if (cause === CONTROL_LOST && this.#asked.silentMs(replica, nodeId, decidedAtMs) < keepsMs - slackMs)
      this.#fail("no move before control has been away for 10 s", what);
  }

  #manyCutOff(room: RoomName): boolean {
    const cut = (this.#world.rooms.get(room) ?? []).filter(
      (client) => isCutOff(client) || this.#cutOffAt.get(client.host)! > this.#now - quietMs,
    );
    return cut.length >= 2;
  }

  get #now(): number {
    return this.#world.time.nowMs;
  }

  #troubled(nodeId: NodeId): void {
    happened(this.#troubles, nodeId, this.#now);
  }
}

function gapsOf(all: Map<NodeId, Gaps>, nodeId: NodeId): Gaps {
  let gaps = all.get(nodeId);
  if (!gaps) all.set(nodeId, (gaps = new Gaps(quietMs, 0)));
  return gaps;
}

const happened = (all: Map<NodeId, Gaps>, nodeId: NodeId, nowMs: number): void => gapsOf(all, nodeId).happened(nowMs);

const isCutOff = ({ host, downlinkDead, served }: SimClient): boolean => host.impaired || downlinkDead || !served;
