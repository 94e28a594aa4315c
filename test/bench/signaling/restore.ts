// How long one replica takes to write fifty thousand placements into a Redis that was killed and came back empty: from its
// first answer to the last placement. A real redis-server; the shipped store, guard and reconciliation, in this process.
import { once } from "node:events";
import { connect } from "node:net";
import { monotonicClock } from "../../../base/clock.ts";
import { createLogger } from "../../../base/logger.ts";
import type { NodeId, RoomName } from "../../../proto/ids.ts";
import { KnownPlacements } from "../../../signaling/placement/known-placements.ts";
import { Reconciliation } from "../../../signaling/placement/reconciliation.ts";
import { GuardedStore } from "../../../signaling/store/guarded-store.ts";
import { RedisStore } from "../../../signaling/store/redis-store.ts";
import { parseRedisUrl } from "../../../signaling/store/redis-url.ts";
import { RedisServer } from "../../harness/redis-server.ts";
import { notReady, ready, waitUntil } from "../../harness/wait-until.ts";
import { atMost, type BenchContext, type BenchRow, row, type Verdict } from "../benchmark.ts";

export const restoreName = "an emptied Redis is whole again";
const roomCount = 50_000;
const nodeCount = 100;
const figureMs = 2_000;
const lookMs = 5;
const log = createLogger({ name: "bench", level: "silent" });

const placementOf = (index: number) => ({ nodeId: `node-${index % nodeCount}` as NodeId, epoch: 1 + (index % 7) });

export async function measureRestore({
  rounds,
  progress,
}: BenchContext): Promise<{ rows: BenchRow[]; verdicts: Verdict[] }> {
  await using redis = await RedisServer.start();
  const result = parseRedisUrl(redis.url);
  if ("problem" in result) throw new Error(result.problem);
  const nowMs = (): number => monotonicClock.nowMs();
  const known = new KnownPlacements(nowMs);
  for (let index = 0; index < roomCount; index++) {
    const { nodeId, epoch } = placementOf(index);
    known.held(`room-${index}` as RoomName, nodeId, epoch);
  }
  const store = await GuardedStore.create(new RedisStore(result.target, log), log);
  const reconciliation = new Reconciliation({ store, known, nowMs, log, onPlaced: () => {} });
  const tookMs: number[] = [];
  try {
    for (let round = 0; round <= rounds; round++) {
      progress(`${restoreName}: round ${round} of ${rounds}`);
      await redis.kill();
      await waitUntil("the replica has noticed", () => (store.up ? notReady("up") : ready(undefined)));
      await redis.startAgain();
      const startedMs = performance.now();
      await untilWhole(redis.port);
      if (round > 0) tookMs.push(performance.now() - startedMs);
      await check(store);
    }
  } finally {
    reconciliation.close();
    await store.close();
  }
  const measured = row(`${restoreName}, ${roomCount} rooms`, "ms", tookMs);
  return { rows: [measured], verdicts: [atMost(`${measured.scenario}, max`, measured.max, figureMs, " ms")] };
}

/** Over a connection of its own, as redis-cli would be too slow to look often. */
async function untilWhole(port: number): Promise<void> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  for (;;) {
    socket.write("DBSIZE\r\n");
    const [answer] = (await once(socket, "data")) as [Buffer];
    if (Number(answer.toString().slice(1)) >= roomCount) break;
    await new Promise((resolve) => setTimeout(resolve, lookMs));
  }
  socket.destroy();
}

async function check(store: GuardedStore): Promise<void> {
  for (let index = 0; index < roomCount; index += 997) {
    const { nodeId, epoch } = placementOf(index);
    const stored = await store.getPlacement(`room-${index}` as RoomName);
    if (stored?.nodeId !== nodeId || stored.epoch !== epoch)
      throw new Error(`room-${index} was brought back as ${JSON.stringify(stored)}`);
  }
}
