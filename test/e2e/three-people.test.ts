// Three people in a call, in real browsers: what is asserted is decoded pictures, decoded sound and getStats().
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CallLab } from "../harness/call-lab.ts";
import { wallClockMs, type Participant } from "../harness/participant.ts";
import { allSeeAndHearAll, waitForNoPictures, waitForSilence } from "../harness/media-waits.ts";

let lab: CallLab;
let ann: Participant;
let ben: Participant;
let cem: Participant;

beforeAll(async () => {
  lab = await CallLab.start({ nodes: 1, workers: 2 });
});
afterAll(() => lab?.close());

describe("a call of three", () => {
  beforeEach(async () => {
    [ann, ben, cem] = (await lab.call(["ann", "ben", "cem"])) as [Participant, Participant, Participant];
  });
  afterEach((context) => lab.endTest(context));

  test("everybody sees each other's pictures advance and hears each other's tone", async () => {
    const sinceMs = wallClockMs();
    await sleep(2000);
    for (const receiver of [ann, ben, cem]) {
      for (const sender of [ann, ben, cem]) {
        if (sender === receiver) continue;
        const pictures = await receiver.pictures(sender, sinceMs);
        const sound = await receiver.sound(sender, sinceMs);
        expect(pictures.cameraIds, `whose pictures ${receiver.identity} sees under ${sender.identity}`).toEqual([
          sender.voice,
        ]);
        expect(pictures.frames).toBeGreaterThan(20);
        expect(pictures.backwards).toBe(0);
        expect(sound.heard).toBeGreaterThan(100);
        expect(sound.foreign, `of ${sound.heard} blocks`).toBeLessThan(sound.heard / 10);
      }
    }
  });

  test("the browser's own statistics agree", async () => {
    const inbound = await ann.rtcStats("inbound-rtp");
    const outbound = await ann.rtcStats("outbound-rtp");
    const decoded = inbound.filter(({ kind, framesDecoded }) => kind === "video" && Number(framesDecoded) > 0);
    const heard = inbound.filter(({ kind, packetsReceived }) => kind === "audio" && Number(packetsReceived) > 0);
    expect(decoded).toHaveLength(2);
    expect(heard).toHaveLength(2);
    for (const kind of ["audio", "video"]) {
      const sent = outbound.filter((stats) => stats["kind"] === kind && Number(stats["packetsSent"]) > 0);
      expect(sent, kind).toHaveLength(1);
    }
    const pairs = await ann.rtcStats("candidate-pair");
    expect(
      pairs.filter(({ state, bytesReceived }) => state === "succeeded" && Number(bytesReceived) > 0).length,
    ).toBeGreaterThan(0);
  });

  test("the SDK's statistics name each track", async () => {
    const { tracks, path } = await ann.run(({ call }) => call!.room.getStats());
    expect(path).toMatchObject({ nodeId: "node-1", protocol: "udp" });
    const received = tracks
      .filter(({ direction }) => direction === "receive")
      .map(({ participantId, kind }) => `${participantId} ${kind}`);
    expect(received.toSorted()).toEqual(["ben audio", "ben video", "cem audio", "cem video"]);
    for (const track of tracks) expect(track.packets, JSON.stringify(track)).toBeGreaterThan(0);
  });

  test("muting is heard as silence and told, and so is unmuting", async () => {
    const mutedAtMs = wallClockMs();
    await ann.setMuted("microphone", true);
    for (const other of [ben, cem]) {
      expect(await other.waitForEvent("trackMuted", mutedAtMs)).toMatchObject({
        participant: "ann",
        source: "microphone",
      });
      await waitForSilence(other, ann);
    }
    await ben.waitForMedia(cem);
    const unmutedAtMs = wallClockMs();
    await ann.setMuted("microphone", false);
    for (const other of [ben, cem]) {
      expect(await other.waitForEvent("trackUnmuted", unmutedAtMs)).toMatchObject({
        participant: "ann",
        source: "microphone",
      });
      await other.waitForMedia(ann);
    }
  });

  test("a muted camera sends no picture until it is unmuted", async () => {
    await ann.setMuted("camera", true);
    await waitForNoPictures(ben, ann);
    await ben.waitForMedia(ann, ["microphone"]);
    await ann.setMuted("camera", false);
    await ben.waitForMedia(ann);
  });

  test("another camera and another microphone take the place of the first, unnoticed by the room", async () => {
    const sinceMs = wallClockMs();
    await ann.replaceTrack("camera", 9);
    await ann.replaceTrack("microphone", 10);
    await ben.waitForPictures(ann, 9);
    await ben.waitForTone(ann, 10);
    const told = (await ben.events(undefined, sinceMs)).map(({ name }) => name);
    expect(told.filter((name) => name.startsWith("track") || name.startsWith("participant"))).toEqual([]);
  });

  test("a late joiner sees and hears all, and is seen and heard", async () => {
    const room = await ann.roomName();
    const sinceMs = wallClockMs();
    const dora = await lab.join({ identity: "dora", room, voice: 5 });
    await allSeeAndHearAll([ann, ben, cem, dora]);
    expect(await ann.waitForEvent("participantJoined", sinceMs)).toMatchObject({ participant: "dora" });
    expect(await ann.events("participantLeft", sinceMs)).toEqual([]);
  });

  test("an unpublished track ends for everybody", async () => {
    const sinceMs = wallClockMs();
    await ann.unpublish("camera");
    expect(await ben.waitForEvent("trackUnpublished", sinceMs)).toMatchObject({ participant: "ann", source: "camera" });
    await waitForNoPictures(cem, ann);
    await cem.waitForMedia(ann, ["microphone"]);
  });

  test("who leaves is gone for the others, whose call goes on", async () => {
    const sinceMs = wallClockMs();
    await ann.leave();
    for (const other of [ben, cem]) {
      expect(await other.waitForEvent("participantLeft", sinceMs)).toMatchObject({ participant: "ann" });
    }
    expect(await ann.state()).toBe("disconnected");
    await allSeeAndHearAll([ben, cem]);
    expect(await ben.run(({ call }) => [...call!.room.remoteParticipants.keys()])).toEqual(["cem"]);
  });

  test("who closes the tab is gone for the others", async () => {
    const sinceMs = wallClockMs();
    await ann.close();
    expect(await ben.waitForEvent("participantLeft", sinceMs, { timeoutMs: 25_000 })).toMatchObject({
      participant: "ann",
    });
  });

  test("the same identity takes over, and the others see neither a leave nor a join", async () => {
    const sinceMs = wallClockMs();
    const again = await lab.join({ identity: "ann", room: await ann.roomName(), voice: 6 });
    expect(await ann.waitForEvent("disconnected", sinceMs)).toMatchObject({ error: "replaced" });
    await ben.waitForPictures(ann, 6);
    await ben.waitForTone(ann, 6);
    await again.waitForMedia(ben);
    const told = (await ben.events(undefined, sinceMs)).map(({ name }) => name);
    expect(told.filter((name) => name.startsWith("participant"))).toEqual([]);
  });
});
