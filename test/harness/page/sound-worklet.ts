// Runs on the browser's audio thread: tells which tone is heard, so that a busy page cannot make sound look late.
import { heardTone, type ReceivedBlock } from "../tone.ts";

declare const sampleRate: number;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: typeof AudioWorkletProcessor): void;

const blockSamples = sampleRate / 100;
const blocksAMessage = 5;

class HeardTones extends AudioWorkletProcessor {
  readonly #samples = new Float32Array(blockSamples);
  #filled = 0;
  #blocks: ReceivedBlock[] = [];
  #stopped = false;

  constructor() {
    super();
    this.port.onmessage = () => (this.#stopped = true);
  }

  process([input]: Float32Array[][]): boolean {
    const quantum = input?.[0] ?? new Float32Array(128);
    for (const sample of quantum) {
      this.#samples[this.#filled++] = sample;
      if (this.#filled === blockSamples) this.#endBlock();
    }
    return !this.#stopped;
  }

  #endBlock(): void {
    this.#filled = 0;
    this.#blocks.push({ tone: heardTone(this.#samples, sampleRate), arrivalMs: Date.now() });
    if (this.#blocks.length < blocksAMessage) return;
    this.port.postMessage(this.#blocks);
    this.#blocks = [];
  }
}

registerProcessor("heard-tones", HeardTones);
