// What one person of a test page can do with media: cameras that number their pictures, tones, and records of what the
// elements of the page show and play.
import { melodyStepMs } from "../melody.ts";
import { toneAmplitude, toneHz } from "../tone.ts";
import { startCanvasCamera, type Camera } from "./canvas-camera.ts";
import type { MediaReport, ToMediaWorker } from "./media-messages.ts";
import { PlayedSound } from "./played-sound.ts";
import { ShownVideo } from "./shown-video.ts";
import { wallClockMs } from "./wall-clock.ts";

export type { Camera } from "./canvas-camera.ts";

const keepMs = 90_000;
const forgetEveryMs = 10_000;

const scriptUrl = (source: string): string => URL.createObjectURL(new Blob([source], { type: "text/javascript" }));

/** One for all people of a page: an output device has room for few. */
export class PageAudio {
  readonly context = new AudioContext({ latencyHint: "interactive" });
  readonly ready: Promise<void>;

  constructor(workletSource: string) {
    this.ready = this.context.audioWorklet.addModule(scriptUrl(workletSource));
    void this.context.resume();
  }
}

export class MediaLab {
  /** When the first readable picture under each key was presented. */
  readonly firstFrameMs = new Map<string, number>();
  readonly #audio: PageAudio;
  readonly #workerSource: string;
  #worker: Worker | undefined;
  readonly #videos = new Map<string, ShownVideo[]>();
  readonly #sounds = new Map<string, PlayedSound[]>();
  readonly #ofElement = new Map<HTMLMediaElement, ShownVideo | PlayedSound>();
  #cameras = 0;

  constructor(audio: PageAudio, workerSource: string) {
    this.#audio = audio;
    this.#workerSource = workerSource;
    setInterval(() => this.#forgetOld(), forgetEveryMs);
  }

  startCamera(cameraId: number, framesPerSecond: number, scale = 1): Camera {
    if (!("MediaStreamTrackGenerator" in globalThis)) return startCanvasCamera(cameraId, framesPerSecond);
    const camera = ++this.#cameras;
    const generator = new MediaStreamTrackGenerator<VideoFrame>({ kind: "video" });
    const { writable } = generator;
    this.#post({ type: "startCamera", camera, settings: { cameraId, framesPerSecond, scale }, writable }, [writable]);
    return { track: generator, stop: () => this.#post({ type: "stopCamera", camera }) };
  }

  startTone(tone: number): MediaStreamTrack {
    return this.#startVoice(new OscillatorNode(this.#audio.context, { frequency: toneHz(tone) }));
  }

  /** For so long; then it stays at one tone. */
  startMelody(seconds: number): MediaStreamTrack {
    const oscillator = new OscillatorNode(this.#audio.context);
    const startSeconds = this.#audio.context.currentTime;
    for (let step = 0; step * melodyStepMs < seconds * 1000; step++)
      oscillator.frequency.setValueAtTime(toneHz(step), startSeconds + (step * melodyStepMs) / 1000);
    return this.#startVoice(oscillator);
  }

  #startVoice(oscillator: OscillatorNode): MediaStreamTrack {
    const { context } = this.#audio;
    const gain = new GainNode(context, { gain: toneAmplitude });
    const destination = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
    oscillator.connect(gain).connect(destination);
    oscillator.start();
    return destination.stream.getAudioTracks()[0]!;
  }

  /** Records under this key what the element shows, or plays. */
  watch(key: string, element: HTMLMediaElement): void {
    if (element instanceof HTMLVideoElement) {
      const video = new ShownVideo(element, (atMs) => {
        if (!this.firstFrameMs.has(key)) this.firstFrameMs.set(key, atMs);
      });
      this.#ofElement.set(element, video);
      this.#videos.set(key, [...(this.#videos.get(key) ?? []), video]);
      return;
    }
    const sound = new PlayedSound(element, this.#audio.context);
    this.#ofElement.set(element, sound);
    this.#sounds.set(key, [...(this.#sounds.get(key) ?? []), sound]);
  }

  /** Its track may have changed. */
  follow(element: HTMLMediaElement): void {
    const watch = this.#ofElement.get(element);
    if (watch instanceof PlayedSound) watch.follow();
  }

  /** Keeps what was recorded. */
  unwatch(element: HTMLMediaElement): void {
    this.#ofElement.get(element)?.stop();
    this.#ofElement.delete(element);
  }

  report(sinceMs = 0): MediaReport {
    const recent = <Item extends { arrivalMs: number }>(items: Item[]) =>
      items.filter((item) => item.arrivalMs >= sinceMs);
    const videos = [...this.#videos].map(([key, all]) => {
      const frames = recent(all.flatMap((video) => video.frames));
      const blanks = all.flatMap((video) => video.blanks).filter(({ atMs }) => atMs >= sinceMs);
      return [key, { frames, blanks, unreadable: all.reduce((sum, { unreadable }) => sum + unreadable, 0) }] as const;
    });
    const sounds = [...this.#sounds].map(([key, all]) => [key, recent(all.flatMap(({ blocks }) => blocks))] as const);
    return { atMs: wallClockMs(), video: Object.fromEntries(videos), audio: Object.fromEntries(sounds) };
  }

  #forgetOld(): void {
    const beforeMs = wallClockMs() - keepMs;
    const lists = [
      ...[...this.#videos.values()].flat().map(({ frames }) => frames),
      ...[...this.#sounds.values()].flat().map(({ blocks }) => blocks),
    ];
    for (const list of lists) {
      const firstKept = list.findIndex(({ arrivalMs }) => arrivalMs >= beforeMs);
      list.splice(0, firstKept === -1 ? list.length : firstKept);
    }
  }

  #post(message: ToMediaWorker, transfer: Transferable[] = []): void {
    this.#worker ??= new Worker(scriptUrl(this.#workerSource));
    this.#worker.postMessage(message, transfer);
  }
}
