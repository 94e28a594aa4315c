// How long a replica takes to say which node a room goes to, when it knows a thousand nodes and fifty thousand rooms. Its
// own registry and placement, in this process; only the connections to nodes are not there.
import { monotonicClock } from "../../../base/clock.ts";
import { createLogger } from "../../../base/logger.ts";
import type { NodeEvent } from "../../../proto/cluster-codec.ts";
import { HoldfastError } from "../../../proto/errors.ts";
import { NodeId, newReplicaId, RoomName } from "../../../proto/ids.ts";
import type { Dial } from "../../../signaling/nodes/control-connection.ts";
import { KnownPlacements } from "../../../signaling/placement/known-placements.ts";
import { Nodes } from "../../../signaling/nodes/nodes.ts";
import { placeRoom, type PlacementDeps } from "../../../signaling/placement/placement.ts";
import { MemoryStore } from "../../../signaling/store/memory-store.ts";
import { waitedForCoreMs } from "../machine.ts";
import { atMost, type BenchContext, type BenchRow, row, type Verdict } from "../benchmark.ts";

export const decisionsName = "registry and selection";
const nodeCount = 1_000;
const roomCount = 50_000;
const decisionsOfEach = 2_000;
const figureMs = 1;
const microsecondsPerMs = 1_000;

export async function measureDecisions({ progress }: BenchContext): Promise<{ rows: BenchRow[]; verdicts: Verdict[] }> {
  progress(`${decisionsName}: ${nodeCount} nodes, ${roomCount} rooms`);
  const nodes = silentNodes();
  await nodes.start();
  const store = new MemoryStore(monotonicClock);
  const deps: PlacementDeps = {
    store,
    known: new KnownPlacements(() => monotonicClock.nowMs()),
    candidates: () => nodes.candidates(),
    candidate: (id) => nodes.candidate(id),
    random: Math.random,
    onChosen: (room, id, sessions) => nodes.byId(id)?.reserved.promise(room, sessions, monotonicClock.nowMs()),
  };
  try {
    for (let index = 0; index < roomCount; index++) await placeRoom(deps, { room: roomOf(index), sessions: 1 });
    const away = { ...deps, store: storeAway(store) };
    const rows = [
      await timed("find a placed room", (index) => placeRoom(deps, { room: roomOf(index), sessions: 1 })),
      await timed("place a new room", (index) => placeRoom(deps, { room: roomOf(roomCount + index), sessions: 1 })),
      await timed("place a room again, its node is gone", async (index) => {
        const lost = deps.known.get(roomOf(index));
        if (lost?.nodeId === undefined) throw new Error(`nobody placed room ${index}`);
        await placeRoom(deps, {
          room: roomOf(index),
          sessions: 1,
          lost: { nodeId: lost.nodeId, epoch: lost.epoch },
          exclude: new Set([lost.nodeId]),
        });
      }),
      await timed("place a new room, the store is away", (index) =>
        placeRoom(away, { room: roomOf(2 * roomCount + index), sessions: 1 }),
      ),
    ];
    const verdicts = rows.map(({ scenario, p99 }) =>
      atMost(`${scenario}, p99`, p99 / microsecondsPerMs, figureMs, " ms"),
    );
    return { rows, verdicts };
  } finally {
    nodes.close();
  }
}

const roomOf = (index: number): RoomName => RoomName.parse(`room-${index}`)!;

/** Without the time in which other processes had the core: at the 99th percentile that would be all there is to see. */
async function timed(name: string, decide: (index: number) => Promise<unknown>): Promise<BenchRow> {
  const microseconds: number[] = [];
  for (let index = 0; index < decisionsOfEach; index++) {
    const waitedBeforeMs = waitedForCoreMs();
    const startMs = performance.now();
    await decide(index);
    const tookMs = performance.now() - startMs;
    const waitedMs = waitedForCoreMs() - waitedBeforeMs;
    microseconds.push(Math.max(0, tookMs - waitedMs) * microsecondsPerMs);
  }
  return row(`${nodeCount} nodes, ${roomCount} rooms: ${name}`, "us", microseconds);
}

/** Each has said once that it lives, and what it carries. */
function silentNodes(): Nodes {
  const nothing = (): void => {};
  const urls = Array.from({ length: nodeCount }, (_, index) => `ws://node-${index}`);
  return new Nodes(urls, {
    clusterSecret: "",
    replicaId: newReplicaId(),
    dial: connectionOf,
    // Time stands still for liveness: nobody falls silent during the measurement.
    clock: { ...monotonicClock, nowMs: () => 0 },
    random: Math.random,
    log: createLogger({ name: "bench", level: "silent" }),
    onDead: nothing,
    onSuspect: nothing,
    onAbandoned: nothing,
    onServing: nothing,
    onRoomsLost: nothing,
    observedEpoch: () => 0,
    onRoomHeld: nothing,
    onRoomReleased: nothing,
    onSessionEvent: nothing,
    onSessionEnded: nothing,
    onReconnected: nothing,
  });
}

const connectionOf: Dial = async ({ url, onEvent }) => {
  const nodeId = NodeId.parse(url.slice("ws://".length))!;
  const workers = Array.from({ length: 8 }, (_, slot) => ({ slot, alive: true, cpu: Math.random() / 2 }));
  const load = { workers, sessions: Math.floor(Math.random() * 100), capacity: 5_000 };
  const heartbeat: NodeEvent = { body: "heartbeat", heartbeat: { seq: 1, load } };
  return {
    identity: { nodeId, bootId: nodeId, capacity: load.capacity, rooms: [], serving: {}, labels: {} },
    rpc: { request: () => Promise.reject(new HoldfastError("node_unavailable")) },
    start: () => onEvent(heartbeat),
    close: () => {},
    terminate: () => {},
  };
};

function storeAway(store: MemoryStore): PlacementDeps["store"] {
  const away = (): Promise<never> => Promise.reject(new HoldfastError("store_unavailable"));
  return Object.assign(Object.create(store) as MemoryStore, { getPlacement: away, swapPlacement: away });
}
