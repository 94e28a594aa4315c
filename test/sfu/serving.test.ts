import { afterAll, beforeAll, expect, test } from "vitest";
import type { Node } from "../../sfu/main.ts";
import { attachSession } from "./test-media.ts";
import { clusterSecret, startTestNode } from "./test-node.ts";
import { TestReplica } from "./test-replica.ts";

const [serving, cordoned, draining] = [0, 1, 2];
const join = 1;
let node: Node;
let replica: TestReplica;
beforeAll(async () => {
  ({ node } = await startTestNode({ region: "north", labels: "gpu=1" }));
  replica = await TestReplica.connect(node.controlPort, clusterSecret);
});
afterAll(async () => {
  await replica.close();
  await node.close();
});

const set = async (state: number, drainTimeoutMs = 0) =>
  (await replica.caller.request("setServing", { state, drainTimeoutMs })).serving;
const attach = async (room: string, name: string) => {
  const sessions = [attachSession(`${room}.${name}`, name)];
  const { results } = await replica.caller.request("attach", { room, epoch: 1, cause: join, sessions });
  return results![0]!.outcome;
};
const close = (room: string, graceMs = 0) => replica.caller.request("closeRoom", { room, epoch: 1, graceMs });
/** The next heartbeat that tells this state. */
async function toldServing(state: number, from = replica) {
  const seen = from.events.length;
  const beat = await from.event(
    "heartbeat",
    (heartbeat) =>
      heartbeat.serving?.state === state &&
      from.events.findIndex((e) => e.body === "heartbeat" && e.heartbeat === heartbeat) >= seen,
  );
  return beat.heartbeat.serving;
}

test("a cordon is told to every replica, and to those that come later; it refuses nobody", async () => {
  const other = await TestReplica.connect(node.controlPort, clusterSecret);
  expect(await set(cordoned)).toMatchObject({ state: cordoned, why: "api" });
  expect(await toldServing(cordoned, other)).toMatchObject({ why: "api" });
  const later = await TestReplica.dial(node.controlPort);
  const { reply } = await later.hello(clusterSecret);
  expect(reply).toMatchObject({ labels: { region: "north", gpu: "1" }, serving: { state: cordoned, why: "api" } });
  expect(await attach("cordoned", "ann")).toBe("offer");
  expect(await set(serving)).toMatchObject({ state: serving });
  await close("cordoned");
  await Promise.all([other.close(), later.close()]);
});

test("a drain ends when the last room has left, those that came meanwhile included", async () => {
  await attach("one", "ann");
  await attach("two", "ann");
  expect(await set(draining, 60_000)).toMatchObject({ state: draining, why: "api", drainRoomsTotal: 2 });
  expect(await attach("one", "bob")).toBe("offer");
  expect(await attach("three", "ann")).toBe("offer");
  expect(await set(draining, 30_000)).toMatchObject({ drainRoomsTotal: 3 });
  const told = await toldServing(draining);
  expect(told!.drainLeftMs).toBeGreaterThan(20_000);
  expect(told!.drainLeftMs).toBeLessThanOrEqual(30_000);
  await close("one");
  await close("two");
  await close("three", 10_000);
  // It moves, but is not away yet.
  await toldServing(draining);
  await replica.caller.request("detach", { sessionIds: ["three.ann"] });
  expect(await toldServing(cordoned)).toMatchObject({ why: "drained" });
  await set(serving);
});

test("a drain ends when its time is up, with what is left", async () => {
  await attach("late", "ann");
  await set(draining, 100);
  expect(await toldServing(cordoned)).toMatchObject({ why: "deadline" });
  expect((await replica.caller.request("describeRoom", { room: "late" })).participants).toHaveLength(1);
  await close("late");
});

test("a drain can be cancelled; one of an empty node is over at once", async () => {
  await attach("kept", "ann");
  await set(draining, 60_000);
  expect(await set(serving)).toMatchObject({ state: serving, why: "cancelled" });
  await close("kept");
  expect(await set(draining, 60_000)).toMatchObject({ state: cordoned, why: "drained" });
  await set(serving);
});

test.each([
  ["an unknown state", 7, 0],
  ["a drain without time", draining!, 0],
  ["a negative time", draining!, -1],
  ["no end of time", draining!, Infinity],
  ["no number", draining!, NaN],
])("%s is refused", async (_name, state, timeoutMs) => {
  await expect(set(state, timeoutMs)).rejects.toMatchObject({ code: "bad_request" });
});
