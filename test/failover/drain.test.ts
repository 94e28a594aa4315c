// A node is drained under running calls. They move to another node, and nobody in them notices.
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { CallLab, allSeeAndHearAll } from "../harness/call-lab.ts";
import { expectUnnoticedChangeOver } from "../harness/change-over.ts";
import { wallClockMs, type Participant } from "../harness/participant.ts";
import { expectSeenAsOneCall } from "../harness/seen-as-one-call.ts";
import { notReady, ready, waitUntil } from "../harness/wait-until.ts";

const calmMs = 3_000;

let lab: CallLab;

beforeAll(async () => {
  lab = await CallLab.start({ nodes: 2, workers: 2 });
});
afterAll(() => lab?.close());
afterEach(async (context) => {
  await lab.endTest(context);
  await lab.restartDeadNodes();
  for (const { id } of lab.cluster.nodes) await lab.cluster.api(`/v1/nodes/${id}/uncordon`, { method: "POST" });
});

async function drain(nodeId: string): Promise<number> {
  const atMs = wallClockMs();
  const response = await lab.cluster.api(`/v1/nodes/${nodeId}/drain`, { method: "POST" });
  expect(response.ok, await response.clone().text()).toBe(true);
  return atMs;
}

async function calmCall(identities: string[], redundancy: "cold" | "hot" = "cold"): Promise<Participant[]> {
  const callers = await lab.call(identities, { redundancy });
  await sleep(calmMs);
  return callers;
}

describe("a node that is drained", () => {
  test("its call moves without anybody noticing, and the drain ends when it has", async () => {
    const callers = await calmCall(["ann", "ben", "cem"]);
    const nodeId = await callers[0]!.nodeId();
    const atMs = await drain(nodeId);
    for (const caller of callers) {
      const migrated = await caller.waitForEvent("migrated", atMs);
      expect(migrated).toMatchObject({ cause: "node_drained", fromNode: nodeId });
      expect(migrated.toNode).not.toBe(nodeId);
    }
    await sleep(500);
    await expectUnnoticedChangeOver(callers, atMs);
    await expectSeenAsOneCall(callers, atMs);
    await waitUntil("the drain is over", async () => {
      const progress = (await (await lab.cluster.api(`/v1/nodes/${nodeId}/drain`)).json()) as { state: string };
      return progress.state === "drained" ? ready(undefined) : notReady(JSON.stringify(progress));
    });
    // What is said and shown goes over the new node alone.
    await lab.cluster.node(nodeId).kill();
    const afterMs = wallClockMs();
    await sleep(1_000);
    await allSeeAndHearAll(callers);
    for (const caller of callers) expect(await caller.events("recovering", afterMs)).toEqual([]);
  });

  test("mute, unmute, publishing and leaving while the call moves are right on the new node", async () => {
    const callers = await calmCall(["ann", "ben", "cem"]);
    const [ann, ben, cem] = callers as [Participant, Participant, Participant];
    const atMs = await drain(await ann.nodeId());
    await Promise.all([ann.setMuted("microphone", true), ben.unpublish("camera"), cem.leave()]);
    const late = await lab.join({ identity: "dan", room: await ann.roomName(), voice: 4 });
    await Promise.all([ann, ben].map((caller) => caller.waitForEvent("migrated", atMs)));
    await late.waitForMedia(ann, ["camera"]);
    await late.waitForMedia(ben, ["microphone"]);
    await Promise.all([ann, ben].map((caller) => caller.waitForMedia(late)));
    await ann.waitForEvent("participantLeft", atMs);
    expect((await ben.sound(ann, wallClockMs() - 500)).heard).toBe(0);
    expect((await ann.pictures(ben, wallClockMs() - 500)).frames).toBe(0);
    await ann.setMuted("microphone", false);
    await ben.waitForMedia(ann);
  });

  test("a hot call moves too, and stands by elsewhere again once there is somewhere", async () => {
    const callers = await calmCall(["ann", "ben"], "hot");
    const nodeId = await callers[0]!.nodeId();
    const atMs = await drain(nodeId);
    for (const caller of callers) await caller.waitForEvent("migrated", atMs);
    await expectUnnoticedChangeOver(callers, atMs);
    await lab.cluster.api(`/v1/nodes/${nodeId}/uncordon`, { method: "POST" });
    await waitUntil("a standby path again", async () => {
      const standbys = await Promise.all(callers.map((caller) => caller.standby()));
      const stand = standbys.every((standby) => standby?.state === "connected");
      return stand ? ready(undefined) : notReady(JSON.stringify(standbys));
    });
  });
});
