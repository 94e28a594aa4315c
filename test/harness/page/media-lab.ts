// What a test page can do with media: cameras that number their pictures, tones, and records of all that is received.
import { melodyStepMs } from "../melody.ts";
import { toneAmplitude, toneHz } from "../tone.ts";
import type { FromMediaWorker, MediaReport, ToMediaWorker } from "./media-messages.ts";
import { wallClockMs } from "./wall-clock.ts";

export interface Camera {
  track: MediaStreamTrack;
  stop(): void;
}

export class MediaLab {
  /** When the first readable picture of each watched key was decoded. */
  readonly firstFrameMs = new Map<string, number>();
  readonly #worker: Worker;
  /** By key: our own clone of the sound that is watched now. */
  readonly #watched = new Map<string, MediaStreamTrack>();
  readonly #trackNumbers = new WeakMap<MediaStreamTrack, number>();
  readonly #pending = new Map<number, (report: MediaReport) => void>();
  readonly #audioContext = new AudioContext({ sampleRate: 48_000, latencyHint: "interactive" });
  #nextId = 1;

  constructor(workerSource: string) {
    this.#worker = new Worker(URL.createObjectURL(new Blob([workerSource], { type: "text/javascript" })));
    this.#worker.addEventListener("message", (event: MessageEvent<FromMediaWorker>) => this.#onMessage(event.data));
  }

  startCamera(cameraId: number, framesPerSecond: number, scale = 1): Camera {
    const camera = this.#nextId++;
    const generator = new MediaStreamTrackGenerator<VideoFrame>({ kind: "video" });
    const { writable } = generator;
    this.#post({ type: "startCamera", camera, settings: { cameraId, framesPerSecond, scale }, writable }, [writable]);
    return { track: generator, stop: () => this.#post({ type: "stopCamera", camera }) };
  }

  startTone(tone: number): MediaStreamTrack {
    return this.#startVoice(new OscillatorNode(this.#audioContext, { frequency: toneHz(tone) }));
  }

  /** For so long; then it stays at one tone. */
  startMelody(seconds: number): MediaStreamTrack {
    const oscillator = new OscillatorNode(this.#audioContext);
    const startSeconds = this.#audioContext.currentTime;
    for (let step = 0; step * melodyStepMs < seconds * 1000; step++)
      oscillator.frequency.setValueAtTime(toneHz(step), startSeconds + (step * melodyStepMs) / 1000);
    return this.#startVoice(oscillator);
  }

  #startVoice(oscillator: OscillatorNode): MediaStreamTrack {
    const gain = new GainNode(this.#audioContext, { gain: toneAmplitude });
    const destination = new MediaStreamAudioDestinationNode(this.#audioContext, { channelCount: 1 });
    oscillator.connect(gain).connect(destination);
    oscillator.start();
    void this.#audioContext.resume();
    return destination.stream.getAudioTracks()[0]!;
  }

  /**
   * Reads all pictures of a video track from now on, whether it is shown or not. Done before it is shown, no picture is
   * missed while the reading begins, or ends: that takes up to some 10 ms on a busy machine.
   */
  read(track: MediaStreamTrack): number {
    const known = this.#trackNumbers.get(track);
    if (known !== undefined) return known;
    const number = this.#nextId++;
    this.#trackNumbers.set(track, number);
    const { readable } = new MediaStreamTrackProcessor<VideoFrame>({ track, maxBufferSize: 30 });
    this.#post({ type: "readVideo", track: number, readable }, [readable]);
    return number;
  }

  /**
   * Records the pictures or the sound of the track under this key, until it ends or another track is watched under the
   * key: what a page sees that shows the newest one. It counts when this is called and when each picture came, however
   * late the worker learns of either: those of before the change still count, those of after it do not.
   */
  watch(key: string, track: MediaStreamTrack): void {
    if (track.kind === "video")
      return this.#post({ type: "showVideo", key, track: this.read(track), sinceMs: wallClockMs() });
    const watched = track.clone();
    this.#watched.get(key)?.stop();
    this.#watched.set(key, watched);
    track.addEventListener("ended", () => watched.stop());
    // Chromium decodes a remote track only while something plays it.
    const player = new Audio();
    player.muted = true;
    player.srcObject = new MediaStream([track]);
    void player.play().catch(() => undefined);
    track.addEventListener("ended", () => player.remove());
    const { readable } = new MediaStreamTrackProcessor<AudioData>({ track: watched, maxBufferSize: 100 });
    this.#post({ type: "watchAudio", key, readable }, [readable]);
  }

  report(sinceMs = 0): Promise<MediaReport> {
    const requestId = this.#nextId++;
    return new Promise((resolve) => {
      this.#pending.set(requestId, resolve);
      this.#post({ type: "report", requestId, sinceMs });
    });
  }

  #onMessage(message: FromMediaWorker): void {
    if (message.type === "firstFrame") {
      if (!this.firstFrameMs.has(message.key)) this.firstFrameMs.set(message.key, message.atMs);
      return;
    }
    this.#pending.get(message.requestId)?.(message.report);
    this.#pending.delete(message.requestId);
  }

  #post(message: ToMediaWorker, transfer: Transferable[] = []): void {
    this.#worker.postMessage(message, transfer);
  }
}
