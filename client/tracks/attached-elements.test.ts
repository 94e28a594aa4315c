import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AttachedElements } from "./attached-elements.ts";

interface FakeTrack {
  id: string;
  kind: "audio" | "video";
}

/** As Chromium has it: a track whose id is there already is ignored. */
class FakeStream {
  readonly tracks: FakeTrack[] = [];
  /** The stream was without any track once, so that an element on it has nothing to show. */
  ended = false;

  getTracks = (): FakeTrack[] => [...this.tracks];
  getAudioTracks = (): FakeTrack[] => this.tracks.filter(({ kind }) => kind === "audio");

  addTrack(track: FakeTrack): void {
    if (this.tracks.every(({ id }) => id !== track.id)) this.tracks.push(track);
  }

  removeTrack(track: FakeTrack): void {
    const index = this.tracks.indexOf(track);
    if (index >= 0) this.tracks.splice(index, 1);
    this.ended ||= this.tracks.length === 0;
  }
}

const fakeElement = (muted: boolean): HTMLVideoElement & { srcObject: FakeStream } =>
  ({ muted, srcObject: null, play: () => Promise.resolve() }) as never;
const media = (kind: FakeTrack["kind"], id: string): MediaStreamTrack => ({ kind, id }) as MediaStreamTrack;

describe("attached elements", () => {
  beforeEach(() => {
    vi.stubGlobal("MediaStream", FakeStream);
    vi.stubGlobal(
      "RTCPeerConnection",
      class {
        addTransceiver = (): object => ({ receiver: { track: media("audio", "silent") } });
      },
    );
  });
  afterEach(() => vi.unstubAllGlobals());

  it.each(["audio", "video"] as const)("follow %s through tracks of the same id", (kind) => {
    const elements = new AttachedElements();
    const element = fakeElement(kind === "video");
    elements.attach(element);
    for (let path = 0; path < 4; path++) {
      const track = media(kind, "the same");
      elements.swap(track);
      expect(element.srcObject.getTracks().filter((one) => one.kind === kind && one.id !== "silent")).toEqual([track]);
      expect(element.srcObject.getTracks()).toContain(track);
    }
  });

  it("never leave a muted video's stream without a track", () => {
    const elements = new AttachedElements();
    const element = fakeElement(true);
    elements.swap(media("video", "first"));
    elements.attach(element);
    elements.swap(media("video", "second"));
    expect(element.srcObject.ended).toBe(false);
  });

  it("put no silent track into what may be heard", () => {
    const elements = new AttachedElements();
    const [audible, audio] = [fakeElement(false), fakeElement(true)];
    elements.swap(media("video", "first"));
    elements.attach(audible);
    expect(audible.srcObject.getAudioTracks()).toEqual([]);
    const sound = new AttachedElements();
    sound.swap(media("audio", "voice"));
    sound.attach(audio);
    expect(audio.srcObject.getTracks()).toHaveLength(1);
  });

  it("leave an element empty once everything is detached", () => {
    const elements = new AttachedElements();
    const element = fakeElement(true);
    elements.swap(media("video", "first"));
    elements.attach(element);
    elements.detach(element);
    expect(element.srcObject).toBeNull();
  });
});
