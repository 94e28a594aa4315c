// What a replica knows of its nodes, as gauges. Every replica reports every node: aggregate with max by (node).

import { Gauge, type Registry } from "@prometheus-io/client";
import { livenessTransitions, type NodeState } from "./nodes/liveness.ts";
import type { NodeLink } from "./nodes/node-link.ts";
import { load } from "./placement/select-node.ts";
import { type ServingName, servingName, servingNames } from "./nodes/serving.ts";

export interface NodeReading {
  /** Undefined until the node has said who it is. */
  id: string | undefined;
  liveness: NodeState;
  serving: ServingName;
  connected: boolean;
  sessions: number;
  capacity: number;
  rooms: number;
  workers: { alive: number; dead: number };
  /** 0 = idle, 1 = full, by what is scarcer: sessions, or the busiest worker's processor. */
  load: number;
  bitrateInBps: number;
  bitrateOutBps: number;
}

export function readNode(link: NodeLink): NodeReading {
  const { id, liveness, serving, connected, capacity, rooms, load: told } = link;
  const workers = told?.workers ?? [];
  const alive = workers.filter((worker) => worker.alive).length;
  const sessions = told?.sessions ?? 0;
  const cpu = Math.max(0, ...workers.map((worker) => worker.cpu ?? 0));
  return {
    id,
    liveness: liveness.state,
    serving: servingName(serving.state),
    connected,
    sessions,
    capacity,
    rooms: rooms.size,
    workers: { alive, dead: workers.length - alive },
    load: load({ sessions, capacity, cpu }),
    bitrateInBps: told?.bitrateInBps ?? 0,
    bitrateOutBps: told?.bitrateOutBps ?? 0,
  };
}

const livenessNames = Object.keys(livenessTransitions) as NodeState[];

/** The gauges read `nodes` at each scrape, so a node that is gone takes its series along. */
export function addNodeMetrics(registry: Registry, nodes: () => readonly NodeReading[]): void {
  // Not into the library's global registry.
  const registers: Registry[] = [];
  registry.registerMetric(
    new Gauge({
      name: "holdfast_nodes",
      help: "Nodes by what this replica believes of them, and by whether they take rooms",
      labelNames: ["liveness", "serving"],
      registers,
      collect() {
        // Zeros too: a state that nobody is in is a number for rules to compare with.
        for (const liveness of livenessNames) for (const serving of servingNames) this.set({ liveness, serving }, 0);
        for (const { liveness, serving } of nodes()) this.inc({ liveness, serving });
      },
    }),
  );

  const perNode = (name: string, help: string, read: (node: NodeReading) => number): void => {
    registry.registerMetric(
      new Gauge({
        name,
        help,
        labelNames: ["node"],
        registers,
        collect() {
          this.reset();
          for (const node of nodes()) if (node.id !== undefined) this.set({ node: node.id }, read(node));
        },
      }),
    );
  };
  perNode("holdfast_node_connected", "Whether the control connection to the node stands", (node) => +node.connected);
  perNode("holdfast_node_sessions", "Sessions on the node, those of other replicas too", (node) => node.sessions);
  perNode("holdfast_node_capacity_sessions", "Sessions that the node takes", (node) => node.capacity);
  perNode("holdfast_node_takes_rooms", "Whether new rooms are placed on the node", ({ liveness, serving, workers }) =>
    Number(liveness === "live" && serving === "serving" && workers.alive > 0),
  );
  perNode("holdfast_node_rooms", "Rooms that the node holds", (node) => node.rooms);
  perNode("holdfast_node_load_ratio", "How full the node is, 0 to 1: sessions or busiest worker", (node) => node.load);

  registry.registerMetric(
    new Gauge({
      name: "holdfast_node_workers",
      help: "Media workers of the node",
      labelNames: ["node", "state"],
      registers,
      collect() {
        this.reset();
        for (const { id: node, workers } of nodes()) {
          if (node === undefined) continue;
          this.set({ node, state: "alive" }, workers.alive);
          this.set({ node, state: "dead" }, workers.dead);
        }
      },
    }),
  );
  registry.registerMetric(
    new Gauge({
      name: "holdfast_node_bitrate_bits_per_second",
      help: "Media that the node receives (in) and sends (out)",
      labelNames: ["node", "direction"],
      registers,
      collect() {
        this.reset();
        for (const { id: node, bitrateInBps, bitrateOutBps } of nodes()) {
          if (node === undefined) continue;
          this.set({ node, direction: "in" }, bitrateInBps);
          this.set({ node, direction: "out" }, bitrateOutBps);
        }
      },
    }),
  );
}
