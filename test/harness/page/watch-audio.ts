import { heardTone, type ReceivedBlock } from "../tone.ts";
import { wallClockMs } from "./wall-clock.ts";

/** Tells which tone each decoded block (10 ms) carries, until the track ends. */
export async function watchAudio(readable: ReadableStream<AudioData>, blocks: ReceivedBlock[]): Promise<void> {
  const reader = readable.getReader();
  let samples = new Float32Array(0);
  for (;;) {
    const { done, value: data } = await reader.read();
    if (done) return;
    const arrivalMs = wallClockMs();
    if (samples.length !== data.numberOfFrames) samples = new Float32Array(data.numberOfFrames);
    data.copyTo(samples, { planeIndex: 0, format: "f32-planar" });
    blocks.push({ tone: heardTone(samples, data.sampleRate), arrivalMs });
    data.close();
  }
}
