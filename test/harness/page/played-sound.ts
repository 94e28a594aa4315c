// What an <audio> element of the page plays: which tone each 10 ms of the stream in it carry, by Web Audio.
import type { ReceivedBlock } from "../tone.ts";

const followEveryMs = 10;

export class PlayedSound {
  readonly blocks: ReceivedBlock[] = [];
  readonly #element: HTMLMediaElement;
  readonly #node: AudioWorkletNode;
  readonly #timer: ReturnType<typeof setInterval>;
  #track: MediaStreamTrack | undefined;
  #source: MediaStreamAudioSourceNode | undefined;

  constructor(element: HTMLMediaElement, context: AudioContext) {
    this.#element = element;
    this.#node = new AudioWorkletNode(context, "heard-tones");
    // It puts nothing out; Firefox runs only what leads somewhere.
    this.#node.connect(context.destination);
    this.#node.port.onmessage = ({ data }: MessageEvent<ReceivedBlock[]>) => this.#onBlocks(data);
    this.#timer = setInterval(() => this.follow(), followEveryMs);
    this.follow();
  }

  /** A source of Web Audio stays with the track that it was made for; the element goes on with the one in its stream. */
  follow(): void {
    const stream = this.#element.srcObject as MediaStream | null;
    const [track] = stream?.getAudioTracks() ?? [];
    if (track === this.#track) return;
    this.#source?.disconnect();
    this.#source = undefined;
    this.#track = track;
    if (!track) return;
    const { context } = this.#node;
    this.#source = new MediaStreamAudioSourceNode(context as AudioContext, { mediaStream: new MediaStream([track]) });
    this.#source.connect(this.#node);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#source?.disconnect();
    this.#node.disconnect();
    this.#node.port.postMessage("stop");
  }

  #onBlocks(blocks: ReceivedBlock[]): void {
    const { paused, muted, volume } = this.#element;
    const isAudible = !paused && !muted && volume > 0;
    for (const { tone, arrivalMs } of blocks) this.blocks.push({ tone: isAudible ? tone : -1, arrivalMs });
  }
}
