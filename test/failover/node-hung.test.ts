// The node that carries a call hangs (SIGSTOP). Nothing tells signaling but silence, and the clients whose media stops.
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { CallLab } from "../harness/call-lab.ts";
import { allSeeAndHearAll } from "../harness/media-waits.ts";
import { wallClockMs } from "../harness/participant.ts";
import { expectSeenAsOneCall } from "../harness/seen-as-one-call.ts";
import { expectUndisturbed } from "../harness/undisturbed.ts";
import { notReady, ready, waitUntil } from "../harness/wait-until.ts";

/** Far above what the benchmark shows, for a machine that is busy with other things. */
const generousGapMs = 5_000;
/** Far above the 1.2 s of silence that a join waits for, and a move. */
const generousJoinMs = 5_000;
const settledAfterMs = 3_500;
/** A call that has just begun loses a frame here and there by itself. */
const calmAfterMs = 3_000;

let lab: CallLab;

beforeAll(async () => {
  lab = await CallLab.start({ nodes: 2, workers: 2 });
});
afterAll(() => lab?.close());
afterEach(async (context) => {
  await lab.endTest(context);
  await lab.makeWhole();
});

interface RoomView {
  name: string;
  nodeId: string;
  epoch: number;
}

async function roomsOf(nodeId: string): Promise<RoomView[]> {
  const { rooms } = (await (await lab.cluster.api("/v1/rooms")).json()) as { rooms: RoomView[] };
  return rooms.filter((room) => room.nodeId === nodeId);
}

describe("a node that hangs with all its workers", () => {
  test("is left by its calls, and holds nothing when it wakes", async () => {
    const callers = await lab.call(["ann", "ben", "cem"]);
    const nodeId = await callers[0]!.nodeId();
    const node = lab.cluster.node(nodeId);
    const atMs = node.hang();
    try {
      for (const caller of callers) {
        const recovered = await caller.waitForEvent("recovered", atMs);
        expect(recovered).toMatchObject({ cause: "node_hung", fromNode: nodeId });
        expect(recovered.gapMs).toBeLessThan(generousGapMs);
      }
      await allSeeAndHearAll(callers);
      await sleep(Math.max(0, atMs + settledAfterMs - wallClockMs()));
      await expectSeenAsOneCall(callers, atMs);
    } finally {
      node.resume();
    }
    await waitUntil("the node that woke has let go of the room", async () => {
      const held = await roomsOf(nodeId);
      return held.length === 0 ? ready(undefined) : notReady(JSON.stringify(held));
    });
    expect(await callers[0]!.nodeId()).not.toBe(nodeId);
    await allSeeAndHearAll(callers);
  });
});

describe("a node whose process hangs while its workers go on", () => {
  test("keeps its calls: nobody notices", async () => {
    const callers = await lab.call(["ann", "ben", "cem"]);
    const nodeId = await callers[0]!.nodeId();
    const node = lab.cluster.node(nodeId);
    await sleep(calmAfterMs);
    const sinceMs = wallClockMs();
    node.hangProcessOnly();
    try {
      await sleep(5_000);
      for (const receiver of callers) {
        expect(await receiver.nodeId()).toBe(nodeId);
        expect(await receiver.state()).toBe("connected");
      }
      await expectUndisturbed(callers, sinceMs);
    } finally {
      node.resume();
    }
    await sleep(1_000);
    expect(await callers[0]!.nodeId()).toBe(nodeId);
    await allSeeAndHearAll(callers);
  });

  test("lets who comes in within seconds, together with all others, and nobody notices", async () => {
    const room = lab.newRoom();
    const callers = await lab.call(["ann", "ben"], { room });
    const nodeId = await callers[0]!.nodeId();
    const node = lab.cluster.node(nodeId);
    const newcomer = await lab.open({ identity: "dan", room, voice: 3 });
    await sleep(calmAfterMs);
    const atMs = node.hangProcessOnly();
    try {
      await newcomer.connect();
      expect(wallClockMs() - atMs, "until it is in").toBeLessThan(generousJoinMs);
      await newcomer.publish();
      await allSeeAndHearAll([...callers, newcomer]);
      expect(await newcomer.nodeId()).not.toBe(nodeId);
      for (const caller of callers) expect(await caller.events("recovering", atMs)).toEqual([]);
    } finally {
      node.resume();
    }
  });

  test("is left without a gap when it stays away, and holds nothing when it wakes", async () => {
    const callers = await lab.call(["ann", "ben", "cem"]);
    const nodeId = await callers[0]!.nodeId();
    const node = lab.cluster.node(nodeId);
    await sleep(calmAfterMs);
    const atMs = node.hangProcessOnly();
    try {
      for (const caller of callers) {
        const migrated = await caller.waitForMove(atMs);
        expect(migrated).toMatchObject({ cause: "control_lost", fromNode: nodeId });
      }
      await sleep(2_000);
      await expectUndisturbed(callers, atMs);
      await expectSeenAsOneCall(callers, atMs);
    } finally {
      node.resume();
    }
    await waitUntil("the node that woke has let go of the room", async () => {
      const held = await roomsOf(nodeId);
      return held.length === 0 ? ready(undefined) : notReady(JSON.stringify(held));
    });
    const awakeMs = wallClockMs();
    await allSeeAndHearAll(callers);
    await sleep(1_500);
    for (const caller of callers) {
      expect(await caller.nodeId()).not.toBe(nodeId);
      expect(await caller.events("migrated", awakeMs), "moved once, and not again").toEqual([]);
    }
  });
});
