// The signaling replica of some of a call's people is killed. Media does not need it, and they go on over another one.
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { RedisServer } from "../harness/redis-server.ts";
import { CallLab } from "../harness/call-lab.ts";
import { allSeeAndHearAll } from "../harness/media-waits.ts";
import type { Participant } from "../harness/participant.ts";
import { expectSeenAsOneCall } from "../harness/seen-as-one-call.ts";
import { expectUndisturbed } from "../harness/undisturbed.ts";

const calmMs = 2_000;

let redis: RedisServer;
let lab: CallLab;

beforeAll(async () => {
  redis = await RedisServer.start();
  lab = await CallLab.start({ nodes: 1, workers: 1, replicas: 2, redisUrl: redis.url });
});
afterAll(async () => {
  await lab?.close();
  await redis?.[Symbol.asyncDispose]();
});
afterEach(async (context) => {
  await lab.endTest(context);
  for (const replica of lab.cluster.replicas) if (!replica.running) await replica.restart();
  await lab.cluster.waitUntilReady();
});

/** Each at the replica of that number, all in one room. */
async function callAt(...replicas: { replica: number; onlyReplica?: boolean }[]): Promise<Participant[]> {
  const room = lab.newRoom();
  const names = ["ann", "ben", "cem"];
  const callers = await Promise.all(
    replicas.map((at, index) => lab.join({ identity: names[index]!, room, voice: index, ...at })),
  );
  await allSeeAndHearAll(callers);
  await sleep(calmMs);
  return callers;
}

const backOnline = async (caller: Participant, sinceMs: number): Promise<number> => {
  const events = async () =>
    (await caller.events("signalingChanged", sinceMs)).filter(({ state }) => state === "online");
  for (;;) {
    const [online] = await events();
    if (online) return online.atMs - sinceMs;
    await sleep(50);
  }
};

describe("a signaling replica killed with SIGKILL", () => {
  test("its clients go on over another one; no media is touched and nobody is told anything", async () => {
    const callers = await callAt({ replica: 0 }, { replica: 1 }, { replica: 0 });
    const [ann, ben, cem] = callers as [Participant, Participant, Participant];
    const nodeId = await ann.nodeId();
    const atMs = await lab.cluster.replicas[0]!.kill();
    for (const caller of [ann, cem]) expect(await backOnline(caller, atMs)).toBeLessThan(5_000);
    await sleep(500);
    await expectUndisturbed(callers, atMs);
    await expectSeenAsOneCall(callers, atMs);
    for (const caller of callers) {
      expect(await caller.events("recovering", atMs)).toEqual([]);
      expect(await caller.nodeId()).toBe(nodeId);
    }
    await ann.setMuted("microphone", true);
    await Promise.all([ben, cem].map((other) => other.waitForEvent("trackMuted", atMs)));
    await ben.unpublish("camera");
    await Promise.all([ann, cem].map((other) => other.waitForEvent("trackUnpublished", atMs)));
  });

  test("who was away hears of what happened meanwhile, once, and of what it asked for itself", async () => {
    const callers = await callAt({ replica: 0, onlyReplica: true }, { replica: 1 });
    const [ann, ben] = callers as [Participant, Participant];
    const atMs = await lab.cluster.replicas[0]!.kill();
    await ann.waitForEvent("signalingChanged", atMs);
    await ben.setMuted("microphone", true);
    await ben.setMuted("microphone", false);
    await ben.setMuted("microphone", true);
    await ann.setMuted("camera", true);
    const late = await lab.join({ identity: "cem", room: await ben.roomName(), voice: 2, replica: 1 });
    await lab.cluster.replicas[0]!.restart();
    await backOnline(ann, atMs);
    await ann.waitForMedia(late);
    await ben.waitForEvent("trackMuted", atMs);
    const told = (await ann.events(undefined, atMs))
      .filter(({ name }) => /^(participantJoined|track(Muted|Unmuted|Unpublished|Published))$/.test(name))
      .map(({ name, participant, source }) => `${name} ${participant} ${source ?? ""}`.trim());
    expect(told.toSorted()).toEqual(
      [
        "trackMuted ann camera",
        "trackMuted ben microphone",
        "trackMuted ben microphone",
        "trackUnmuted ben microphone",
        "participantJoined cem",
        "trackPublished cem camera",
        "trackPublished cem microphone",
      ].toSorted(),
    );
  });

  test("with all of them gone for a while, media goes on, and so does the call after they are back", async () => {
    const callers = await callAt({ replica: 0 }, { replica: 1 });
    const [ann, ben] = callers as [Participant, Participant];
    const [atMs] = await Promise.all(lab.cluster.replicas.map((replica) => replica.kill()));
    await sleep(3_000);
    await expectUndisturbed(callers, atMs!);
    await Promise.all(lab.cluster.replicas.map((replica) => replica.restart()));
    await Promise.all(callers.map((caller) => backOnline(caller, atMs!)));
    await ann.setMuted("microphone", true);
    await ben.waitForEvent("trackMuted", atMs);
    for (const caller of callers) expect(await caller.events("recovering", atMs)).toEqual([]);
    await ben.waitForPictures(ann, ann.voice);
  });
});
