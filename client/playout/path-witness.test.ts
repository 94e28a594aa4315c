import { describe, expect, it } from "vitest";
import { hearing, type PathMedia } from "../../proto/path-media.ts";
import type { PathReading } from "./path-pulse.ts";
import { type MediaState, PathWitness, type TrackLook } from "./path-witness.ts";

const everyMs = 125;

/** A client that receives tracks, and perhaps sends; each stream goes on until it is stopped. */
class Client {
  nowMs = 1_000;
  readonly told: [shown: MediaState, heard: string][] = [];
  last: PathMedia | undefined;
  answersMs: number | undefined;
  onActivePath = true;
  path = {};
  #answers = 0;
  readonly #tracks = new Map<string, { cadenceMs: number; source: object; counter: number; stopped: boolean }>();
  readonly witness = new PathWitness({
    report: (shown, media) => {
      this.last = media;
      this.told.push([shown, hearing(media)]);
    },
    activePath: () => this.path,
    readPath: async (): Promise<PathReading> => {
      const ageMs = this.answersMs === undefined ? undefined : this.nowMs % this.answersMs;
      const tracks = new Map();
      if (this.answersMs !== undefined) this.#answers = Math.floor(this.nowMs / this.answersMs);
      const sent = { received: this.#answers, sent: this.nowMs, ageMs, tracks };
      return { send: sent, recv: { received: 0, sent: 0, ageMs: undefined, tracks } };
    },
    nowMs: () => this.nowMs,
  });

  receive(trackId: string, cadenceMs: number): void {
    this.#tracks.set(trackId, { cadenceMs, source: {}, counter: 0, stopped: false });
  }
  stop(trackId: string): void {
    this.#tracks.get(trackId)!.stopped = true;
  }
  resume(trackId: string): void {
    this.#tracks.get(trackId)!.stopped = false;
  }
  looks(): TrackLook[] {
    return [...this.#tracks].map(([trackId, track]) => {
      if (!track.stopped) track.counter = Math.floor(this.nowMs / track.cadenceMs);
      const { source, counter } = track;
      const { onActivePath } = this;
      return { participantId: `of ${trackId}`, trackId, source, mediaTrackId: trackId, counter, onActivePath };
    });
  }
  async for(ms: number): Promise<void> {
    for (const untilMs = this.nowMs + ms; this.nowMs < untilMs; this.nowMs += everyMs) {
      this.witness.look(this.looks());
      for (let turn = 0; turn < 5; turn++) await Promise.resolve();
    }
  }
}

describe("PathWitness", () => {
  it("tells when everything stops that came all the time, and when it is back", async () => {
    const client = new Client();
    client.receive("camera", 33);
    await client.for(3_000);
    expect(client.told).toEqual([]);
    client.stop("camera");
    await client.for(750);
    expect(client.told).toEqual([["stopped", "deaf"]]);
    expect(client.last!.origins).toMatchObject([{ participantId: "of camera", trackId: "camera", dueMs: 500 }]);
    client.resume("camera");
    await client.for(250);
    expect(client.told.at(-1)).toEqual(["alive", "hears"]);
    expect(client.told).toHaveLength(2);
  });

  it("does not miss what comes once a second, nor one track of two", async () => {
    const client = new Client();
    client.receive("screen", 1_000);
    await client.for(20_000);
    expect(client.told).toEqual([]);
    client.receive("camera", 33);
    await client.for(3_000);
    client.stop("screen");
    await client.for(20_000);
    expect(client.told).toEqual([]);
  });

  it("says that the path is cut when what it sends is no longer answered either", async () => {
    const client = new Client();
    client.answersMs = 100;
    client.receive("camera", 33);
    await client.for(6_000);
    client.answersMs = undefined;
    client.stop("camera");
    await client.for(900);
    expect(client.told.at(-1)).toEqual(["stopped", "cut"]);
  });

  it("takes the path for alive when only the publisher stopped", async () => {
    const client = new Client();
    client.answersMs = 100;
    client.receive("camera", 33);
    await client.for(6_000);
    client.stop("camera");
    await client.for(3_000);
    expect(client.told).toEqual([]);
    expect(client.witness.state).toBe("alive");
  });

  it("misses a camera while a still screen is on time, and does not when the camera stopped before", async () => {
    const client = new Client();
    client.receive("screen", 1_000);
    client.receive("camera", 33);
    await client.for(10_000);
    client.stop("screen");
    client.stop("camera");
    await client.for(900);
    expect(client.told).toEqual([["stopped", "deaf"]]);
    client.resume("screen");
    await client.for(20_000);
    expect(client.told.slice(1)).toEqual([["alive", "hears"]]);
  });

  it("answers at once, with unknown where nothing has ever come", async () => {
    const client = new Client();
    await client.witness.answer([]);
    expect(client.told).toEqual([["unknown", "unknown"]]);
  });

  it("is no word about a new path before media has come on it", async () => {
    const client = new Client();
    client.receive("camera", 33);
    await client.for(3_000);
    client.path = {};
    client.onActivePath = false;
    client.stop("camera");
    await client.for(1_000);
    expect(client.told).toEqual([["stopped", "unknown"]]);
  });

  it("does not take its own standstill for a loss", async () => {
    const client = new Client();
    client.receive("camera", 33);
    await client.for(3_000);
    client.nowMs += 5_000;
    await client.for(1_000);
    expect(client.told).toEqual([]);
  });
});
