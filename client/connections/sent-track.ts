import type { Kind, PlainRtpParameters } from "../../proto/rtp.ts";
import type { SentTrack } from "./connections.ts";

type Sender = Pick<RTCRtpSender, "getParameters" | "setParameters" | "replaceTrack">;

/** One track on a browser's peer connection. */
export class BrowserSentTrack implements SentTrack {
  readonly mid: string;
  readonly kind: Kind;
  readonly rtp: PlainRtpParameters;
  readonly #sender: Sender;
  #paused = false;
  /** Which encodings were active before the pause; undefined while there is none. */
  #activeBefore: boolean[] | undefined;
  /** A sender takes one change after another. */
  #changed: Promise<void> = Promise.resolve();

  constructor(kind: Kind, rtp: PlainRtpParameters, sender: Sender) {
    this.mid = rtp.mid ?? "";
    this.kind = kind;
    this.rtp = rtp;
    this.#sender = sender;
  }

  async replaceMedia(media: MediaStreamTrack | null): Promise<void> {
    await this.#sender.replaceTrack(media);
  }

  setPaused(paused: boolean): void {
    if (paused === this.#paused) return;
    this.#paused = paused;
    // A sender that is closed meanwhile has nothing to set.
    this.#changed = this.#changed.then(() => this.#apply()).catch(() => {});
  }

  async #apply(): Promise<void> {
    if (this.#paused === (this.#activeBefore !== undefined)) return;
    const parameters = this.#sender.getParameters();
    const before = this.#activeBefore;
    this.#activeBefore = this.#paused ? parameters.encodings.map(({ active = true }) => active) : undefined;
    for (const [index, encoding] of parameters.encodings.entries()) encoding.active = before?.[index] ?? false;
    await this.#sender.setParameters(parameters);
  }
}
