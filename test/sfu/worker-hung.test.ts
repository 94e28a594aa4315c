import { afterEach, expect, test } from "vitest";
import type { Node } from "../../sfu/main.ts";
import { attachSession } from "./test-media.ts";
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

async function attach(to: TestReplica, room: string, epoch = 1): Promise<string | undefined> {
  const sessions = [attachSession(`${room}.ann`, "ann")];
  const { results } = await to.caller.request("attach", { room, epoch, cause: epoch > 1 ? workerDied : 1, sessions });
  return results![0]!.outcome;
}

test("a stopped worker is killed, and its rooms come back; the other worker's go on", async () => {
  const { node, replica } = await start(2);
  await attach(replica, "r0");
  await attach(replica, "r1");
  const [stopped, other] = node.workerPids as [number, number];
  process.kill(stopped, "SIGSTOP");
  const { roomsLost } = await replica.event("roomsLost");
  expect(roomsLost).toMatchObject({ rooms: [{ room: "r0" }], liveWorkers: 1, cause: "worker hung: stopped" });
  expect(() => process.kill(stopped, 0)).toThrow("ESRCH"); // fenced: it will not go on with the room
  expect(await attach(replica, "r0", 2)).toBe("offer");
  await replica.session("r1.ann", "restartIce", {});
  expect(node.workerPids).toContain(other);
});

test("a worker that was stopped for a moment only is left alone", async () => {
  const { node, replica } = await start(1);
  await attach(replica, "r");
  const [pid] = node.workerPids as [number];
  for (let stop = 0; stop < 3; stop++) {
    process.kill(pid, "SIGSTOP");
    await new Promise((resolve) => setTimeout(resolve, 200));
    process.kill(pid, "SIGCONT");
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  await replica.session("r.ann", "restartIce", {});
  expect(node.workerPids).toEqual([pid]);
});
