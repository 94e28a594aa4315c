import { cellSize, pictureHeight, readStrip, stripRows, type StripContent } from "../frame-strip.ts";
import { wallClockMs } from "./wall-clock.ts";

/** Reads the strip of every decoded picture until the track ends; undefined where it cannot be read. */
export async function watchVideo(
  readable: ReadableStream<VideoFrame>,
  onPicture: (content: StripContent | undefined, arrivalMs: number, width: number) => void,
): Promise<void> {
  const reader = readable.getReader();
  const strip = new StripReader();
  for (;;) {
    const { done, value: frame } = await reader.read();
    if (done) return;
    const arrivalMs = wallClockMs();
    try {
      onPicture(await strip.read(frame), arrivalMs, frame.visibleRect?.width ?? 0);
    } finally {
      frame.close();
    }
  }
}

/** Each watched track has its own: while one picture is being copied, another track's may begin. */
class StripReader {
  #scratch = new Uint8Array(0);

  /** Copies only the lines of the strip out of the picture. */
  async read(frame: VideoFrame): Promise<StripContent | undefined> {
    if (frame.format !== "I420" && frame.format !== "NV12")
      throw new Error(`cannot read a picture of format ${frame.format}`);
    const { width, height, x, y } = frame.visibleRect!;
    const lines = Math.ceil((height * cellSize * stripRows) / pictureHeight / 2) * 2;
    const options = { rect: { x, y, width, height: Math.min(height, lines) } };
    const byteCount = frame.allocationSize(options);
    if (this.#scratch.byteLength < byteCount) this.#scratch = new Uint8Array(byteCount);
    const bytes = this.#scratch;
    const [luma] = await frame.copyTo(bytes, options);
    return readStrip({ bytes, offset: luma!.offset, stride: luma!.stride, width, height });
  }
}
