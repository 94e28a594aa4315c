import { afterEach, expect, test } from "vitest";
import type { Node } from "../../sfu/main.ts";
import { attachSession, audioOffer } from "./test-media.ts";
import { clusterSecret, startTestNode } from "./test-node.ts";
import { TestReplica } from "./test-replica.ts";

const workerDied = 3;
let node: Node | undefined;
let replica: TestReplica | undefined;
afterEach(async () => {
  replica?.terminate();
  await node?.close();
});

async function start(workers: number): Promise<{ node: Node; replica: TestReplica }> {
  ({ node } = await startTestNode({ workers }));
  replica = await TestReplica.connect(node.controlPort, clusterSecret);
  return { node, replica };
}

const attach = (to: TestReplica, room: string, epoch: number, cause: number, ids: string[]) =>
  to.caller.request("attach", { room, epoch, cause, sessions: ids.map((id) => attachSession(`${room}.${id}`, id)) });

test("a killed worker's rooms are reported at once, and taken back by the same node on the same port", async () => {
  const { node, replica } = await start(1);
  const before = await attach(replica, "r", 1, 1, ["ann", "bob"]);
  const [pid] = node.workerPids;
  const killedMs = performance.now();
  process.kill(pid!, "SIGKILL");
  const { roomsLost } = await replica.event("roomsLost");
  expect(performance.now() - killedMs).toBeLessThan(500);
  expect(roomsLost).toMatchObject({ rooms: [{ room: "r", epoch: 1, sessions: 2 }], workerSlot: 0, liveWorkers: 0 });
  // Asked before the new worker is up: the node waits for it.
  const after = await attach(replica, "r", 2, workerDied, ["ann", "bob"]);
  expect(after.results!.map((result) => result.outcome)).toEqual(["offer", "offer"]);
  const port = (reply: typeof after) => reply.results![0]!.offer!.path!.send!.candidates![0]!.port;
  expect(port(after)).toBe(port(before));
  expect(after.results![0]!.offer).toMatchObject({ settled: false, participants: [{ id: "bob" }] });
  expect(node.workerPids[0]).not.toBe(pid);
});

test("with a worker left the room goes there; the other worker's rooms notice nothing", async () => {
  const { node, replica } = await start(2);
  await attach(replica, "r0", 1, 1, ["ann"]);
  await attach(replica, "r1", 1, 1, ["ann"]);
  process.kill(node.workerPids[0]!, "SIGKILL");
  const { roomsLost } = await replica.event("roomsLost");
  expect(roomsLost).toMatchObject({ liveWorkers: 1, rooms: [{ room: "r0" }] });
  await attach(replica, "r0", 2, workerDied, ["ann"]);
  await replica.session("r1.ann", "updateSelf", { name: "Ann" });
  await replica.event("heartbeat", (beat) => beat.load!.workers!.every((worker) => worker.alive && worker.pid !== 0));
});

test("a worker that dies in the middle of requests answers them with node_unavailable", async () => {
  const { node, replica } = await start(1);
  const { results } = await attach(replica, "r", 1, 1, ["ann", "bob"]);
  const pid = node.workerPids[0]!;
  process.kill(pid, "SIGSTOP");
  const pathId = results![0]!.offer!.path!.id!;
  const publishing = replica.session("r.ann", "publish", { pathId, tracks: [audioOffer("tr_a")] });
  const attaching = attach(replica, "r", 1, 1, ["eve"]);
  publishing.catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, 100));
  process.kill(pid, "SIGKILL");
  await expect(publishing).rejects.toMatchObject({ code: "node_unavailable" });
  expect((await attaching).results).toMatchObject([{ error: { code: "node_unavailable" } }]);
});

test("workers that are killed again and again are replaced each time", async () => {
  const { node, replica } = await start(1);
  for (let epoch = 1; epoch <= 3; epoch++) {
    await attach(replica, "r", epoch, epoch === 1 ? 1 : workerDied, ["ann"]);
    process.kill(node.workerPids[0]!, "SIGKILL");
    await replica.event("roomsLost", (lost) => lost.rooms![0]?.epoch === epoch);
  }
  const { results } = await attach(replica, "r", 4, workerDied, ["ann"]);
  expect(results![0]!.outcome).toBe("offer");
});
