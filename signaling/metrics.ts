import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "@prometheus-io/client";

const gapBuckets = [0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 30];

export type Metrics = ReturnType<typeof createMetrics>;

/** What a replica counts; low cardinality on purpose: no room, participant or address in a label. */
export function createMetrics(read: { sessions(): number; rooms(): number; nodes(): Record<string, number> }) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const sessions = new Gauge({
    name: "holdfast_sessions",
    help: "Joined sessions on this replica",
    registers,
    collect() {
      this.set(read.sessions());
    },
  });
  const rooms = new Gauge({
    name: "holdfast_rooms",
    help: "Rooms with sessions on this replica",
    registers,
    collect() {
      this.set(read.rooms());
    },
  });
  const nodes = new Gauge({
    name: "holdfast_nodes",
    help: "Nodes by state, as this replica sees them",
    labelNames: ["state"],
    registers,
    collect() {
      this.reset();
      for (const [state, count] of Object.entries(read.nodes())) this.set({ state }, count);
    },
  });
  return {
    registry,
    sessions,
    rooms,
    nodes,
    connections: new Counter({ name: "holdfast_connections_total", help: "WebSocket connections accepted", registers }),
    refused: new Counter({
      name: "holdfast_connections_refused_total",
      help: "WebSocket connections refused, by error code",
      labelNames: ["code"],
      registers,
    }),
    joinSeconds: new Histogram({
      name: "holdfast_join_seconds",
      help: "Join request to its reply",
      registers,
      buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
    }),
    failovers: new Counter({
      name: "holdfast_failovers_total",
      help: "Rooms recovered or given up, by cause and outcome",
      labelNames: ["cause", "outcome"],
      registers,
    }),
    failoverSeconds: new Histogram({
      name: "holdfast_failover_seconds",
      help: "Loss of a room's node or worker to the last path offered",
      labelNames: ["cause"],
      registers,
      buckets: gapBuckets,
    }),
    mediaGapSeconds: new Histogram({
      name: "holdfast_media_gap_seconds",
      help: "Longest media gap of a recovery, as clients measured it, by cause",
      labelNames: ["cause"],
      registers,
      buckets: gapBuckets,
    }),
  };
}
