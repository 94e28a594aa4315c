import { computed, signal, type ReadonlySignal } from "@preact/signals";
import { forgetSetting, readSetting, writeSetting } from "../state/settings.ts";
import { constraintsFor } from "./constraints.ts";
import { mediaProblem, type MediaKind, type MediaProblem } from "./media-problem.ts";

/**
 * The camera, or the microphone, of this page: on or off as the user says, and the track when there is one.
 * A camera that is off is released, so that its light goes out; a microphone is kept, so that unmuting is instant.
 */
export class MediaSource {
  readonly kind: MediaKind;
  readonly track = signal<MediaStreamTrack | undefined>(undefined);
  readonly problem = signal<MediaProblem | undefined>(undefined);
  readonly opening = signal(false);
  readonly deviceId = signal("");
  readonly #wanted = signal(true);
  /** Whether others can see or hear it. */
  readonly on: ReadonlySignal<boolean> = computed(() => this.#wanted.value && this.track.value !== undefined);
  readonly wanted: ReadonlySignal<boolean> = this.#wanted;
  #attempt = 0;

  constructor(kind: MediaKind) {
    this.kind = kind;
    this.#wanted.value = readSetting(`${kind}.on`) !== "no";
    this.deviceId.value = readSetting(`${kind}.device`) ?? "";
  }

  async setOn(on: boolean): Promise<void> {
    this.#wanted.value = on;
    writeSetting(`${this.kind}.on`, on ? "yes" : "no");
    const track = this.track.value;
    if (on && track === undefined) return this.open();
    if (!on && this.kind === "camera") return this.release();
    if (track !== undefined) track.enabled = on;
  }

  async toggle(): Promise<void> {
    // When it is wanted but did not come, pressing the button means: try again.
    await this.setOn(!this.on.value);
  }

  async choose(deviceId: string): Promise<void> {
    this.deviceId.value = deviceId;
    writeSetting(`${this.kind}.device`, deviceId);
    if (this.track.value !== undefined || this.#wanted.value) await this.open();
  }

  /** Asks the browser for the device, and takes its track in place of the one at hand. */
  async open(): Promise<void> {
    const attempt = ++this.#attempt;
    this.opening.value = true;
    try {
      const constraints = constraintsFor(this.kind, this.deviceId.value);
      const stream = await getUserMedia(this.kind === "camera" ? { video: constraints } : { audio: constraints });
      const [track] = stream.getTracks();
      if (attempt !== this.#attempt || track === undefined) track?.stop();
      else this.adopt(track);
    } catch (thrown) {
      if (attempt === this.#attempt) this.fail(thrown);
    } finally {
      if (attempt === this.#attempt) this.opening.value = false;
    }
  }

  adopt(track: MediaStreamTrack): void {
    this.#attempt++;
    this.track.value?.stop();
    if (!this.#wanted.value && this.kind === "camera") return track.stop();
    track.enabled = this.#wanted.value;
    track.contentHint = this.kind === "camera" ? "motion" : "speech";
    track.addEventListener("ended", () => {
      if (this.track.value === track) this.track.value = undefined;
    });
    this.track.value = track;
    this.problem.value = undefined;
    this.opening.value = false;
  }

  fail(thrown: unknown): void {
    this.release();
    this.problem.value = mediaProblem(this.kind, thrown instanceof Error ? thrown.name : "unknown error");
    this.opening.value = false;
    if (thrown instanceof Error && thrown.name === "OverconstrainedError") forgetSetting(`${this.kind}.device`);
  }

  release(): void {
    this.#attempt++;
    this.track.value?.stop();
    this.track.value = undefined;
    this.opening.value = false;
  }
}

/** Like the browser's, and rejects where the browser hides it: on insecure pages. */
export function getUserMedia(constraints: MediaStreamConstraints): Promise<MediaStream> {
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (devices === undefined) return Promise.reject(Object.assign(new Error(), { name: "InsecureContext" }));
  return devices.getUserMedia(constraints);
}
