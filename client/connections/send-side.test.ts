import { beforeEach, describe, expect, it } from "vitest";
import { neverMuted } from "../../proto/mute.ts";
import type { TrackId } from "../../proto/ids.ts";
import type { TrackIntent } from "../paths/intent.ts";
import { FakeMedia, fakeTrack, type FakeSendConnection } from "../testing/fake-media.ts";
import { type Held, SendSide } from "./send-side.ts";

const [voice, camera, screen] = ["tr_voice", "tr_camera", "tr_screen"] as TrackId[];
let connection: FakeSendConnection;

function intentOf(id: TrackId): TrackIntent {
  const kind = id === voice ? "audio" : "video";
  return { id, kind, source: "other", name: "", encodings: undefined, mute: neverMuted, media: fakeTrack(kind) };
}

async function sendSide(holds: Held): Promise<SendSide> {
  connection = new FakeMedia().createSend();
  const side = new SendSide(connection, holds);
  for (const id of [voice!, camera!, screen!]) await side.produce(intentOf(id));
  return side;
}

/** What is encoded. */
const sending = (side: SendSide): string[] =>
  [...side.sent].flatMap(([id, sent]) => ((sent as unknown as { paused: boolean }).paused ? [] : [id]));

describe("what a path sends", () => {
  it("is sent at once unless it is held", async () => {
    expect(sending(await sendSide("nothing"))).toEqual([voice, camera, screen]);
  });

  it("is held by kind, and released track by track", async () => {
    const side = await sendSide("video");
    expect(sending(side)).toEqual([voice]);
    side.resume([camera!]);
    expect(sending(side)).toEqual([voice, camera]);
    side.resume();
    expect(sending(side)).toEqual([voice, camera, screen]);
  });

  it("of a standby is nothing at all; then sound at once, pictures when somebody can take them", async () => {
    const side = await sendSide("everything");
    expect(sending(side)).toEqual([]);
    side.holdNoMore();
    expect(sending(side)).toEqual([voice]);
    side.resume();
    expect(sending(side)).toEqual([voice, camera, screen]);
  });

  describe("while a track is being described", () => {
    let side: SendSide;
    let track: TrackIntent;

    beforeEach(() => {
      connection = new FakeMedia().createSend();
      side = new SendSide(connection);
      track = intentOf(camera!);
    });

    it("is no longer sent when it is stopped", async () => {
      const produced = side.produce(track);
      side.stop(camera!);
      await expect(produced).resolves.toBeUndefined();
      expect([connection.tracks.size, side.sent.size]).toEqual([0, 0]);
    });

    it("is the media that it was given meanwhile", async () => {
      const produced = side.produce(track);
      track.media = fakeTrack("video");
      expect(await side.replaceMedia(camera!, track.media)).toBe(true);
      await produced;
      expect([...connection.tracks].map(({ media }) => media)).toEqual([track.media]);
    });
  });
});
