import type { types } from "mediasoup-client";
import { beforeEach, describe, expect, it } from "vitest";
import type { TrackId } from "../../proto/ids.ts";
import type { Kind } from "../../proto/rtp.ts";
import { type Held, SendSide } from "./send-side.ts";
import { fakeTrack } from "../testing/fake-media.ts";

/** Kinds of what is encoded, in the order in which it began. */
let sending: string[];
const [voice, camera, screen] = ["tr_voice", "tr_camera", "tr_screen"] as TrackId[];

/** The part of a transport that is used here; its senders tell when they are switched on and off. */
function transport(): types.Transport {
  return {
    on: () => {},
    produce: async ({ track, appData }: { track: MediaStreamTrack; appData: { trackId: string } }) => {
      const { trackId } = appData;
      sending.push(trackId);
      const setParameters = async ({ encodings }: { encodings: { active: boolean }[] }) => {
        sending = sending.filter((id) => id !== trackId);
        if (encodings[0]!.active) sending.push(trackId);
      };
      return {
        kind: track.kind,
        close: () => {},
        rtpSender: { getParameters: () => ({ encodings: [{ active: true }] }), setParameters },
      };
    },
  } as unknown as types.Transport;
}

async function sendSide(holds: Held): Promise<SendSide> {
  const side = new SendSide(transport(), holds);
  const kinds = { [voice!]: "audio", [camera!]: "video", [screen!]: "video" } as Record<TrackId, Kind>;
  for (const id of [voice!, camera!, screen!]) {
    const kind = kinds[id]!;
    const track = { id, kind, source: "other" as const, name: "", encodings: undefined, muted: false };
    await side.produce({ ...track, media: fakeTrack(kind) }, 300, () => {});
  }
  return side;
}

beforeEach(() => {
  sending = [];
});

describe("what a path sends", () => {
  it("is sent at once unless it is held", async () => {
    await sendSide("nothing");
    expect(sending).toEqual([voice, camera, screen]);
  });

  it("is held by kind, and released track by track", async () => {
    const side = await sendSide("video");
    expect(sending).toEqual([voice]);
    side.resume([camera!]);
    expect(sending).toEqual([voice, camera]);
    side.resume([camera!, voice!]);
    expect(sending).toEqual([voice, camera]);
    side.resume();
    expect(sending).toEqual([voice, camera, screen]);
  });

  it("of a standby is nothing at all; then sound at once, pictures when somebody can take them", async () => {
    const side = await sendSide("everything");
    expect(sending).toEqual([]);
    side.holdNoMore();
    expect(sending).toEqual([voice]);
    side.resume();
    expect(sending).toEqual([voice, camera, screen]);
  });
});
