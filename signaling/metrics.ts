import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "@prometheus-io/client";
import packageJson from "../package.json" with { type: "json" };
import { causeNames } from "./cause-names.ts";
import { failoverOutcomes } from "./failover-log.ts";
import { addNodeMetrics, type NodeReading } from "./node-metrics.ts";

const gapBuckets = [0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 30];
/** What a client says is only what it says: no report may spoil the sum. */
const maxGapMs = 10 * 60_000;

export type Metrics = ReturnType<typeof createMetrics>;

export interface MetricsSources {
  sessions(): number;
  rooms(): number;
  nodes(): readonly NodeReading[];
  /** Whether the cluster store answers. */
  storeUp(): boolean;
}

/** What a replica counts; low cardinality on purpose: no room, participant or address in a label. */
export function createMetrics(sources: MetricsSources) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const gauge = (name: string, help: string, read: () => number): void => {
    const made: Gauge = new Gauge({ name, help, registers: [], collect: () => made.set(read()) });
    registry.registerMetric(made);
  };
  const buildInfo = new Gauge({
    name: "holdfast_build_info",
    help: "1, labelled with the version that runs",
    labelNames: ["version"],
    registers,
  });
  buildInfo.set({ version: packageJson.version }, 1);
  gauge("holdfast_sessions", "Joined sessions on this replica", () => sources.sessions());
  gauge("holdfast_rooms", "Rooms with sessions on this replica", () => sources.rooms());
  gauge("holdfast_store_up", "Whether the cluster store answers; calls go on without it", () => +sources.storeUp());
  addNodeMetrics(registry, () => sources.nodes());

  const recoveryGap = new Histogram({
    name: "holdfast_recovery_gap_seconds",
    help: "Longest media gap of a recovery, as clients measured it, by cause",
    labelNames: ["cause"],
    registers,
    buckets: gapBuckets,
  });
  const failovers = new Counter({
    name: "holdfast_failovers_total",
    help: "Rooms recovered, moved or given up, by cause and outcome",
    labelNames: ["cause", "outcome"],
    registers,
  });
  const failoverSeconds = new Histogram({
    name: "holdfast_failover_duration_seconds",
    help: "Loss of a room's node or worker to the last path offered",
    labelNames: ["cause"],
    registers,
    buckets: gapBuckets,
  });
  // A series that begins at 1 has no increase for Prometheus: the first failover would not be seen.
  for (const cause of causeNames) {
    recoveryGap.zero({ cause });
    failoverSeconds.zero({ cause });
    for (const outcome of failoverOutcomes) failovers.inc({ cause, outcome }, 0);
  }
  return {
    registry,
    connections: new Counter({ name: "holdfast_connections_total", help: "WebSocket connections accepted", registers }),
    refused: new Counter({
      name: "holdfast_connections_refused_total",
      help: "WebSocket connections refused, by error code",
      labelNames: ["code"],
      registers,
    }),
    joinSeconds: new Histogram({
      name: "holdfast_join_duration_seconds",
      help: "Join request, its token verified, to its reply",
      registers,
      buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
    }),
    joinsFailed: new Counter({
      name: "holdfast_joins_failed_total",
      help: "Joins with a valid token that were not placed, by error code",
      labelNames: ["code"],
      registers,
    }),
    failovers,
    failoverSeconds,
    observeGap: (cause: string, gapMs: number) => recoveryGap.observe({ cause }, Math.min(gapMs, maxGapMs) / 1_000),
  };
}
