import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { neverMuted } from "../../proto/mute.ts";
import { HoldfastError } from "../../proto/errors.ts";
import type { TrackId } from "../../proto/ids.ts";
import type { wire } from "../../proto/model.ts";
import type { Kind } from "../../proto/rtp.ts";
import { iceServersOf, type IceServers } from "../connections/ice-servers.ts";
import { emptyIntent, type Intent } from "./intent.ts";
import { consoleLogger } from "../sdk-logger.ts";
import { SpareKeeper } from "./spare-keeper.ts";
import { FakeMedia, fakeTrack } from "../testing/fake-media.ts";

let media: FakeMedia;
let intent: Intent;
let keeper: SpareKeeper;
let calm: boolean;
/** What the server was told. */
let told: wire.Prepare.$Shape[];
let refused: boolean;
let iceServers: IceServers;
/** How many tracks of each kind the call receives. */
let receives: { audio: number; video: number };

const noServers = iceServersOf([], 0);
const hourMs = 3_600_000;
/** As an offer brings them now. */
const turn = (host = "t") => iceServersOf([{ urls: [`turn:${host}`], expiresInMs: hourMs }], Date.now());

function publish(kind: Kind): TrackId {
  const id = `tr_${kind}_${intent.tracks.size}` as TrackId;
  const source = kind === "audio" ? ("microphone" as const) : ("camera" as const);
  intent.tracks.set(id, { id, kind, source, name: "", encodings: undefined, mute: neverMuted, media: fakeTrack(kind) });
  return id;
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  media = new FakeMedia();
  intent = emptyIntent();
  calm = true;
  told = [];
  refused = false;
  iceServers = noServers;
  receives = { audio: 1, video: 1 };
  keeper = new SpareKeeper(media, intent, {
    logger: { ...consoleLogger, debug: () => {} },
    request: ((name: string, payload: wire.Prepare.$Shape) => {
      expect(name).toBe("prepare");
      told.push(payload);
      return refused ? Promise.reject(new HoldfastError("bad_request")) : Promise.resolve({});
    }) as never,
    isCalm: () => calm,
    receives: () => receives,
    iceServers: () => iceServers,
  });
});
afterEach(() => {
  keeper.close();
  vi.useRealTimers();
});

const toldTracks = () =>
  told.map(({ tracks }) => tracks!.map(({ track }) => `${track!.id}${track!.muted ? " muted" : ""}`));

describe("a spare path", () => {
  it("is made when the call has been calm for a while, and the server is told once what it will send", async () => {
    const [audio, video] = [publish("audio"), publish("video")];
    await pass(800);
    expect(media.made).toHaveLength(0);
    await pass(5_000);
    expect(media.made).toHaveLength(2);
    expect(toldTracks()).toEqual([[audio, video]]);
    expect(told[0]!.tracks!.every(({ rtp }) => rtp?.encodings?.length === 1)).toBe(true);
  });

  it("is not made while the call is not calm, nor without anything to send", async () => {
    await pass(5_000);
    calm = false;
    publish("audio");
    await pass(5_000);
    expect(media.made).toHaveLength(0);
    expect(keeper.take(noServers)).toBeUndefined();
  });

  it("serves one path; the next one gets another, and the server is told of that", async () => {
    publish("audio");
    await pass(3_000);
    const first = keeper.take(noServers);
    expect(first?.produced.map(({ id }) => id)).toEqual([...intent.tracks.keys()]);
    expect(keeper.take(noServers)).toBeUndefined();
    await pass(3_000);
    expect(told).toHaveLength(2);
    expect(keeper.take(noServers)).not.toBe(first);
    first?.close();
  });

  it("that sends something else than is intended by now is not taken, and is replaced", async () => {
    publish("audio");
    await pass(3_000);
    const added = publish("video");
    expect(keeper.take(noServers)).toBeUndefined();
    await pass(4_000);
    expect(toldTracks().at(-1)).toContain(added);
    intent.tracks.get(added)!.media = fakeTrack("video");
    await pass(4_000);
    expect(keeper.take(noServers)?.fits(intent, noServers)).toBe(true);
  });

  it("stays when a track is muted, and the server is told again", async () => {
    const id = publish("audio");
    await pass(3_000);
    intent.tracks.get(id)!.mute = { muted: true, revision: 1 };
    await pass(1_000);
    expect(toldTracks()).toEqual([[id], [`${id} muted`]]);
    expect(media.made).toHaveLength(2);
  });

  it("makes place for a larger one a while after the call has grown, and not when it shrinks", async () => {
    publish("audio");
    await pass(3_000);
    const first = keeper.take(noServers);
    await pass(3_000);
    receives = { audio: 0, video: 0 };
    await pass(5_000);
    expect(media.made).toHaveLength(4);
    receives = { audio: 1, video: 2 };
    await pass(600);
    expect(media.made).toHaveLength(4);
    await pass(3_000);
    expect(media.made).toHaveLength(6);
    expect(media.open.size).toBe(4);
    expect(told).toHaveLength(3);
    receives = { audio: 1, video: 20 };
    await pass(4_000);
    receives = { audio: 1, video: 30 };
    await pass(4_000);
    expect(media.made).toHaveLength(8);
    first?.close();
  });

  it("is made with a track that has ended, which may get other media on it", async () => {
    const id = publish("video");
    intent.tracks.get(id)!.media.stop();
    await pass(3_000);
    expect(toldTracks()).toEqual([[id]]);
    expect(keeper.take(noServers)?.produced).toHaveLength(1);
  });

  it("is made later where the browser refuses to make one", async () => {
    media.describes = false;
    publish("audio");
    await pass(4_000);
    expect(media.made.length).toBeGreaterThan(0);
    expect(media.open.size).toBe(0);
    media.describes = true;
    await pass(11_000);
    expect(keeper.take(noServers)).toBeDefined();
  });

  it("is told of to another server", async () => {
    const id = publish("audio");
    await pass(3_000);
    keeper.serverChanged();
    await pass(1_000);
    expect(toldTracks()).toEqual([[id], [id]]);
  });

  it("is thrown away with the network that it was made on", async () => {
    publish("audio");
    await pass(3_000);
    keeper.discard();
    expect(keeper.take(noServers)).toBeUndefined();
    await pass(3_000);
    expect(keeper.take(noServers)).toBeDefined();
  });

  it("that the server does not want to hear of serves nevertheless", async () => {
    refused = true;
    publish("audio");
    await pass(6_000);
    expect(told).toHaveLength(1);
    expect(keeper.take(noServers)).toBeDefined();
  });
});

describe("a spare path with TURN servers", () => {
  beforeEach(() => {
    iceServers = turn();
    publish("audio");
  });

  it("serves an offer with the same ones, and fresh credentials", async () => {
    await pass(3_000);
    expect(keeper.take(turn())).toBeDefined();
  });

  it.each([
    ["others", () => turn("u")],
    ["none", () => noServers],
  ])("does not serve an offer with %s, and is closed", async (_, offered) => {
    await pass(3_000);
    calm = false;
    expect(keeper.take(offered())).toBeUndefined();
    await pass(2_000);
    expect(media.open.size).toBe(0);
  });

  it("is closed when its credentials are about to expire; the next one waits for an offer's fresh ones", async () => {
    await pass(hourMs - 62_000);
    expect(media.open.size).toBe(2);
    await pass(hourMs);
    expect(media.open.size).toBe(0);
    expect(toldTracks()).toEqual([[...intent.tracks.keys()], []]);
    expect(keeper.take(turn())).toBeUndefined();
    iceServers = turn();
    await pass(3_000);
    expect(keeper.take(turn())).toBeDefined();
  });
});
