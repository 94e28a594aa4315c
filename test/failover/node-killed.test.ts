// The node that carries a call is killed with SIGKILL. The call goes on by itself; the call next door notices nothing.
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { CallLab } from "../harness/call-lab.ts";
import { allSeeAndHearAll, allHaveSparePaths } from "../harness/media-waits.ts";
import { wallClockMs, type Participant } from "../harness/participant.ts";
import { expectSeenAsOneCall } from "../harness/seen-as-one-call.ts";
import { expectUndisturbed } from "../harness/undisturbed.ts";

/** Far above what the benchmark shows, for a machine that is busy with other things. */
const generousGapMs = 3000;
/** The settle window (2 s), and a little more. */
const settledAfterMs = 2500;

let lab: CallLab;

beforeAll(async () => {
  lab = await CallLab.start({ nodes: 2, workers: 2 });
});
afterAll(() => lab?.close());
afterEach(async (context) => {
  await lab.endTest(context);
  await lab.makeWhole();
});

async function killNodeOf(participant: Participant): Promise<{ nodeId: string; atMs: number }> {
  const nodeId = await participant.nodeId();
  return { nodeId, atMs: await lab.cluster.node(nodeId).kill() };
}

describe("a node killed with SIGKILL", () => {
  test("three times in a row in one call, which goes on each time", async () => {
    const callers = await lab.call(["ann", "ben", "cem"]);
    for (let kill = 1; kill <= 3; kill++) {
      const { nodeId, atMs } = await killNodeOf(callers[0]!);
      for (const caller of callers) {
        const recovered = await caller.waitForEvent("recovered", atMs);
        expect(recovered, `kill ${kill}, ${caller.identity}`).toMatchObject({ cause: "node_died", fromNode: nodeId });
        expect(recovered.toNode).not.toBe(nodeId);
        expect(await caller.state()).toBe("connected");
      }
      await allSeeAndHearAll(callers);
      await sleep(Math.max(0, atMs + settledAfterMs - wallClockMs()));
      await expectSeenAsOneCall(callers, atMs);
      for (const receiver of callers) {
        for (const sender of callers) {
          if (sender === receiver) continue;
          const pictures = await receiver.pictures(sender, atMs - 500);
          expect(pictures.longestGapMs, `kill ${kill}, ${receiver.identity} sees ${sender.identity}`).toBeLessThan(
            generousGapMs,
          );
          expect(pictures.backwards).toBe(0);
        }
      }
      await lab.cluster.restartNode(nodeId);
    }
  });

  test("the gap that the SDK tells is about the one in the pictures", async () => {
    const callers = await lab.call(["ann", "ben", "cem"]);
    const { atMs } = await killNodeOf(callers[0]!);
    for (const receiver of callers) {
      const { gapMs } = await receiver.waitForEvent("recovered", atMs);
      await allSeeAndHearAll(callers);
      const gaps: number[] = [];
      for (const sender of callers) {
        if (sender === receiver) continue;
        gaps.push(
          (await receiver.pictures(sender, atMs - 500)).longestGapMs,
          (await receiver.sound(sender, atMs - 500)).longestGapMs,
        );
      }
      const seenMs = Math.max(...gaps);
      expect(gapMs, `${receiver.identity} saw ${seenMs}`).toBeGreaterThan(0);
      expect(Math.abs(gapMs! - seenMs), `told ${gapMs}, seen ${seenMs}`).toBeLessThan(Math.max(250, seenMs * 0.5));
    }
  });

  test("what the call receives was described ahead, and a call that has grown or shrunk since then is whole again", async () => {
    const room = lab.newRoom();
    const [ann, ben] = (await lab.call(["ann", "ben"], { room })) as [Participant, Participant];
    const killCalm = async (
      changed: () => Promise<Participant[]>,
    ): Promise<{ callers: Participant[]; atMs: number }> => {
      await allHaveSparePaths([ann, ben]);
      const callers = await changed();
      const { nodeId, atMs } = await killNodeOf(ann);
      await Promise.all(callers.map((caller) => caller.waitForEvent("recovered", atMs)));
      await allSeeAndHearAll(callers);
      await lab.cluster.restartNode(nodeId);
      return { callers, atMs };
    };
    const unchanged = await killCalm(async () => [ann, ben]);
    for (const caller of unchanged.callers) {
      const { atMs: doneMs } = await caller.waitForEvent("recovered", unchanged.atMs);
      const described = (await caller.timeline()).filter(
        ({ what, atMs }) => what.includes("setRemoteDescription") && atMs > unchanged.atMs && atMs < doneMs,
      );
      expect(described.some(({ detail }) => detail === "answer")).toBe(true);
      expect(described.filter(({ detail }) => detail === "offer")).toEqual([]);
    }
    let cem: Participant | undefined;
    await killCalm(async () => {
      cem = await lab.join({ identity: "cem", room, voice: 2 });
      await allSeeAndHearAll([ann, ben, cem]);
      return [ann, ben, cem];
    });
    await killCalm(async () => {
      await cem!.leave();
      await Promise.all([ann, ben].map((caller) => caller.waitForEvent("participantLeft")));
      return [ann, ben];
    });
    const dan = await lab.join({ identity: "dan", room, voice: 3 });
    await allSeeAndHearAll([ann, ben, dan]);
  });

  test("a muted microphone stays muted, and a stopped camera stays stopped", async () => {
    const [ann, ben] = (await lab.call(["ann", "ben"])) as [Participant, Participant];
    await ann.setMuted("microphone", true);
    await ben.unpublish("camera");
    await Promise.all([ben.waitForEvent("trackMuted"), ann.waitForEvent("trackUnpublished")]);
    const { atMs } = await killNodeOf(ann);
    await Promise.all([ann, ben].map((caller) => caller.waitForEvent("recovered", atMs)));
    await ben.waitForMedia(ann, ["camera"]);
    await ann.waitForMedia(ben, ["microphone"]);
    await sleep(500);
    expect((await ben.sound(ann, wallClockMs() - 500)).heard).toBe(0);
    expect((await ann.pictures(ben, wallClockMs() - 500)).frames).toBe(0);
    await expectSeenAsOneCall([ann, ben], atMs);
    await ann.setMuted("microphone", false);
    await ben.waitForMedia(ann);
  });

  test("a call on the other node notices nothing", async () => {
    const callers = await lab.call(["ann", "ben"]);
    const neighbours = await lab.callOnAnotherNode(["eva", "fox"], await callers[0]!.nodeId());
    const sinceMs = wallClockMs();
    const { atMs } = await killNodeOf(callers[0]!);
    await Promise.all(callers.map((caller) => caller.waitForEvent("recovered", atMs)));
    await sleep(1000);
    await expectUndisturbed(neighbours, sinceMs);
    for (const neighbour of neighbours) expect(await neighbour.events(undefined, sinceMs)).toEqual([]);
  });

  test("while somebody is joining: who comes is in the call in the end", async () => {
    const callers = await lab.call(["ann", "ben"]);
    const room = await callers[0]!.roomName();
    for (const delayMs of [0, 30, 120]) {
      const late = await lab.open({ identity: `late-${delayMs}`, room, voice: 4 });
      const joining = late.connect().then(() => late.publish());
      await sleep(delayMs);
      const { nodeId, atMs } = await killNodeOf(callers[0]!);
      await joining;
      await Promise.all(callers.map((caller) => caller.waitForEvent("recovered", atMs)));
      await allSeeAndHearAll([...callers, late]);
      await late.leave();
      await Promise.all(callers.map((caller) => caller.waitForEvent("participantLeft", atMs)));
      await late.close();
      await lab.cluster.restartNode(nodeId);
    }
  });

  test("while somebody is publishing: the track is there in the end", async () => {
    const room = lab.newRoom();
    const [ann, ben] = await Promise.all([
      lab.join({ identity: "ann", room, voice: 0, publish: ["microphone"] }),
      lab.join({ identity: "ben", room, voice: 1 }),
    ]);
    await ben.waitForMedia(ann, ["microphone"]);
    const publishing = ann.publish(["camera"]);
    const { atMs } = await killNodeOf(ann);
    await publishing;
    await Promise.all([ann, ben].map((caller) => caller.waitForEvent("recovered", atMs)));
    await allSeeAndHearAll([ann, ben]);
    const published = await ben.events("trackPublished");
    expect(published.filter(({ participant, source }) => participant === "ann" && source === "camera")).toHaveLength(1);
  });

  test("who does not come back is told to have left, once the room has settled", async () => {
    const [ann, ben, cem] = (await lab.call(["ann", "ben", "cem"])) as [Participant, Participant, Participant];
    const { atMs } = await killNodeOf(ann);
    await cem.close();
    lab.forget(cem);
    await Promise.all([ann, ben].map((caller) => caller.waitForEvent("recovered", atMs)));
    expect(await ann.waitForEvent("participantLeft", atMs, { timeoutMs: 25_000 })).toMatchObject({
      participant: "cem",
    });
    await allSeeAndHearAll([ann, ben]);
  });
});
