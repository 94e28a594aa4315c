// A node is drained under running calls. They move to another node, and nobody in them notices.
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { CallLab } from "../harness/call-lab.ts";
import { allSeeAndHearAll } from "../harness/media-waits.ts";
import { melodyShiftMs } from "../harness/melody.ts";
import { wallClockMs, type Participant } from "../harness/participant.ts";
import { expectSeenAsOneCall } from "../harness/seen-as-one-call.ts";
import { expectUndisturbed } from "../harness/undisturbed.ts";
import { notReady, ready, waitUntil } from "../harness/wait-until.ts";

const calmMs = 3_000;
/** For so long after a migration no drop in resolution is to be seen. */
const resolutionMs = 3_000;
const fullWidth = 960;
/** A block of sound is 10 ms; that much more of it, a busy machine puts off by itself. */
const inStepMs = 60;

let lab: CallLab;

beforeAll(async () => {
  lab = await CallLab.start({ nodes: 2, workers: 2 });
});
afterAll(() => lab?.close());
afterEach(async (context) => {
  await lab.endTest(context);
  await lab.makeWhole();
});

async function drain(nodeId: string): Promise<number> {
  const atMs = wallClockMs();
  const response = await lab.cluster.api(`/v1/nodes/${nodeId}/drain`, { method: "POST" });
  expect(response.ok, await response.clone().text()).toBe(true);
  return atMs;
}

async function calmCall(identities: string[]): Promise<Participant[]> {
  const callers = await lab.call(identities);
  await sleep(calmMs);
  return callers;
}

/** Nothing is left out of what was sung, and nothing sung twice. */
async function expectSoundInStep(receiver: Participant, sender: Participant, atMs: number): Promise<void> {
  const changed = (await receiver.events("mediaStreamTrackChanged", atMs)).find(
    ({ participant, source }) => participant === sender.identity && source === "screen_audio",
  );
  expect(changed, "heard from the new path").toBeDefined();
  const blocks = (await receiver.media(atMs - calmMs)).audio[`${sender.identity}/screen_audio`] ?? [];
  const shiftMs = melodyShiftMs(blocks, changed!.atMs, 400);
  expect(Math.abs(shiftMs), `shifted by ${shiftMs} ms`).toBeLessThanOrEqual(inStepMs);
}

const widthsOf = async (receiver: Participant, sender: Participant, sinceMs: number): Promise<number[]> => {
  const { video } = await receiver.media(sinceMs);
  return (video[`${sender.identity}/camera`]?.frames ?? []).map(({ width }) => width);
};

function waitForFullWidth(receiver: Participant, sender: Participant): Promise<void> {
  return waitUntil(
    "the picture in full resolution",
    async () => {
      const widths = await widthsOf(receiver, sender, wallClockMs() - 1_000);
      return widths.length > 0 && Math.min(...widths) === fullWidth ? ready(undefined) : notReady(widths.join());
    },
    { timeoutMs: 20_000 },
  );
}

/** Unless the sender's browser says itself that the machine was too slow for it. */
async function expectFullWidth(receiver: Participant, sender: Participant, sinceMs: number): Promise<void> {
  const widths = await widthsOf(receiver, sender, sinceMs);
  const sent = await sender.rtcStats("outbound-rtp");
  const shortOfCpu = sent.some((stats) => ((stats["qualityLimitationDurations"] as { cpu?: number })?.cpu ?? 0) > 0);
  if (!shortOfCpu) expect(Math.min(...widths), widths.join()).toBe(fullWidth);
}

describe("a node that is drained", () => {
  test("its call moves without anybody noticing, and the drain ends when it has", async () => {
    const callers = await lab.call(["ann", "ben", "cem"]);
    const [ann, ben] = callers as [Participant, Participant];
    await ben.publishMelody();
    await sleep(calmMs);
    const nodeId = await ann.nodeId();
    const atMs = await drain(nodeId);
    for (const caller of callers) {
      const migrated = await caller.waitForMove(atMs);
      expect(migrated).toMatchObject({ cause: "node_drained", fromNode: nodeId });
      expect(migrated.toNode).not.toBe(nodeId);
    }
    await sleep(500);
    await expectUndisturbed(callers, atMs);
    await expectSoundInStep(ann, ben, atMs);
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
    await Promise.all([ann, ben].map((caller) => caller.waitForMove(atMs)));
    await late.waitForMedia(ann, ["camera"]);
    await late.waitForMedia(ben, ["microphone"]);
    await Promise.all([ann, ben].map((caller) => caller.waitForMedia(late)));
    await ann.waitForEvent("participantLeft", atMs);
    expect((await ben.sound(ann, wallClockMs() - 500)).heard).toBe(0);
    expect((await ann.pictures(ben, wallClockMs() - 500)).frames).toBe(0);
    await ann.setMuted("microphone", false);
    await ben.waitForMedia(ann);
  });

  test("a hot call moves too, in full resolution, and stands by elsewhere again once there is somewhere", async () => {
    const room = lab.newRoom();
    const hot = { room, redundancy: "hot" as const };
    const ann = await lab.join({ identity: "ann", voice: 0, simulcastScale: 3, framesPerSecond: 15, ...hot });
    const ben = await lab.join({ identity: "ben", voice: 1, ...hot });
    const callers = [ann, ben];
    await allSeeAndHearAll(callers);
    await waitForFullWidth(ben, ann);
    await sleep(calmMs);
    const nodeId = await ann.nodeId();
    const atMs = await drain(nodeId);
    for (const caller of callers) await caller.waitForMove(atMs);
    await expectUndisturbed(callers, atMs);
    await sleep(resolutionMs);
    await expectFullWidth(ben, ann, atMs);
    await lab.cluster.api(`/v1/nodes/${nodeId}/uncordon`, { method: "POST" });
    await waitUntil("a standby path again", async () => {
      const standbys = await Promise.all(callers.map((caller) => caller.standby()));
      const stand = standbys.every((standby) => standby?.state === "connected");
      return stand ? ready(undefined) : notReady(JSON.stringify(standbys));
    });
  });
});
