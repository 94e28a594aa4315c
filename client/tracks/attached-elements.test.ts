import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AttachedElements } from "./attached-elements.ts";
import { Playback } from "./playback.ts";

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

class FakeElement extends EventTarget {
  srcObject: FakeStream | null = null;
  paused = true;
  ended = false;
  plays = 0;
  /** As a browser does before the person has touched the page. */
  refuses = false;
  readonly muted: boolean;

  constructor(muted: boolean) {
    super();
    this.muted = muted;
  }

  async play(): Promise<void> {
    if (this.refuses) throw new DOMException("", "NotAllowedError");
    this.plays++;
    if (!this.paused) return;
    this.paused = false;
    this.dispatchEvent(new Event("play"));
  }

  pause(): void {
    this.paused = true;
    this.dispatchEvent(new Event("pause"));
  }
}

type Fake = Omit<HTMLVideoElement, "srcObject"> & HTMLVideoElement & { srcObject: FakeStream } & FakeElement;
const fakeElement = (muted: boolean): Fake => new FakeElement(muted) as never;
const media = (kind: FakeTrack["kind"], id: string): MediaStreamTrack => ({ kind, id }) as MediaStreamTrack;
const attachedElements = (kind: FakeTrack["kind"], playback = new Playback()) => new AttachedElements(kind, playback);
const real = ({ srcObject }: Fake): FakeTrack[] =>
  (srcObject as FakeStream).getTracks().filter(({ id }) => id !== "silent");

describe("attached elements", () => {
  beforeEach(() => {
    vi.stubGlobal("MediaStream", FakeStream);
    vi.stubGlobal("document", new EventTarget());
    vi.stubGlobal(
      "RTCPeerConnection",
      class {
        addTransceiver = (): object => ({ receiver: { track: media("audio", "silent") } });
      },
    );
  });
  afterEach(() => vi.unstubAllGlobals());

  it.each(["audio", "video"] as const)("follow %s through tracks of the same id", (kind) => {
    const elements = attachedElements(kind);
    const element = fakeElement(kind === "video");
    elements.attach(element);
    for (let path = 0; path < 4; path++) {
      const track = media(kind, "the same");
      elements.swap(track);
      expect(real(element)).toEqual([track]);
      expect(element.srcObject.getTracks()).toContain(track);
    }
  });

  it("never leave a muted video's stream without a track", () => {
    const elements = attachedElements("video");
    const element = fakeElement(true);
    elements.swap(media("video", "first"));
    elements.attach(element);
    elements.swap(media("video", "second"));
    expect(element.srcObject.ended).toBe(false);
  });

  it("put no silent track into what may be heard", () => {
    const elements = attachedElements("video");
    const [audible, audio] = [fakeElement(false), fakeElement(true)];
    elements.swap(media("video", "first"));
    elements.attach(audible);
    expect(audible.srcObject.getAudioTracks()).toEqual([]);
    const sound = attachedElements("audio");
    sound.swap(media("audio", "voice"));
    sound.attach(audio);
    expect(audio.srcObject.getTracks()).toHaveLength(1);
  });

  it("take the silent track out again when there is something to hear", () => {
    const [picture, sound] = [attachedElements("video"), attachedElements("audio")];
    const element = fakeElement(true);
    picture.swap(media("video", "face"));
    picture.attach(element);
    sound.swap(media("audio", "voice"));
    sound.attach(element);
    picture.swap(media("video", "face on the next path"));
    expect(element.srcObject.getTracks().map(({ id }) => id)).toEqual(["voice", "face on the next path"]);
    sound.detach(element);
    expect(real(element).map(({ id }) => id)).toEqual(["face on the next path"]);
  });

  it("leave an element empty once everything is detached", () => {
    const elements = attachedElements("video");
    const element = fakeElement(true);
    elements.swap(media("video", "first"));
    elements.attach(element);
    elements.detach(element);
    expect(element.srcObject).toBeNull();
  });

  it("leave it empty also when the track's media is gone already", () => {
    const elements = attachedElements("video");
    const element = fakeElement(true);
    elements.attach(element);
    elements.swap(media("video", "first"));
    elements.swap(undefined);
    const { srcObject } = element;
    expect(real(element)).toHaveLength(1);
    elements.detach(element);
    expect([element.srcObject, srcObject.getTracks()]).toEqual([null, []]);
  });

  it("show the track that was attached last, and nothing of the one before it", () => {
    const [camera, screen] = [attachedElements("video"), attachedElements("video")];
    const element = fakeElement(true);
    camera.swap(media("video", "camera"));
    camera.attach(element);
    screen.swap(media("video", "screen"));
    screen.attach(element);
    camera.swap(media("video", "camera on the next path"));
    expect(real(element).map(({ id }) => id)).toEqual(["screen"]);
    expect(camera.size).toBe(0);
  });

  it("leave alone an element that the page plays something else in", () => {
    const elements = attachedElements("video");
    const element = fakeElement(true);
    elements.attach(element);
    const other = new FakeStream();
    element.srcObject = other as never;
    elements.swap(media("video", "first"));
    elements.detach(element);
    expect(element.srcObject).toBe(other);
    expect(other.getTracks()).toEqual([]);
  });

  it("do not play what the page has paused, until the page plays it", () => {
    const elements = attachedElements("video");
    const element = fakeElement(true);
    elements.swap(media("video", "first"));
    elements.attach(element);
    element.pause();
    elements.swap(media("video", "second"));
    elements.attach(element);
    expect(element.paused).toBe(true);
    void element.play();
    elements.swap(media("video", "third"));
    expect([element.paused, element.plays]).toEqual([false, 3]);
  });

  it("play again what the browser has paused because its track ended", () => {
    const elements = attachedElements("audio");
    const element = fakeElement(false);
    elements.swap(media("audio", "first"));
    elements.attach(element);
    element.ended = true;
    element.pause();
    elements.swap(media("audio", "second"));
    expect(element.paused).toBe(false);
  });

  it("say that the browser refuses to play, and play at the first gesture", async () => {
    const told: boolean[] = [];
    const playback = new Playback((allowed) => told.push(allowed));
    const elements = attachedElements("audio", playback);
    const [one, two] = [fakeElement(false), fakeElement(false)];
    one.refuses = two.refuses = true;
    elements.swap(media("audio", "first"));
    elements.attach(one);
    elements.attach(two);
    await vi.waitFor(() => expect(told).toEqual([false]));
    await expect(playback.start()).rejects.toMatchObject({ code: "playback_blocked" });
    one.refuses = two.refuses = false;
    document.dispatchEvent(new Event("keydown"));
    await vi.waitFor(() => expect(told).toEqual([false, true]));
    expect([one.paused, two.paused, playback.allowed]).toEqual([false, false, true]);
  });

  it("ask nobody for what is not there any more", async () => {
    const playback = new Playback();
    const elements = attachedElements("audio", playback);
    const element = fakeElement(false);
    element.refuses = true;
    elements.swap(media("audio", "first"));
    elements.attach(element);
    await vi.waitFor(() => expect(playback.allowed).toBe(false));
    elements.detach(element);
    await playback.start();
    expect(playback.allowed).toBe(true);
  });
});
