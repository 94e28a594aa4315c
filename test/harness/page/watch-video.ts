import { cellSize, pictureHeight, readStrip, stripRows, type StripContent } from "../frame-strip.ts";
import type { VideoReport } from "./media-messages.ts";
import { wallClockMs } from "./wall-clock.ts";

/** Reads the strip of every decoded picture until the track ends. */
export async function watchVideo(
  readable: ReadableStream<VideoFrame>,
  record: VideoReport,
  onFirst: (atMs: number) => void,
): Promise<void> {
  const reader = readable.getReader();
  let first = true;
  for (;;) {
    const { done, value: frame } = await reader.read();
    if (done) return;
    const arrivalMs = wallClockMs();
    let content: StripContent | undefined;
    try {
      content = await stripOf(frame);
    } finally {
      frame.close();
    }
    if (!content) record.unreadable++;
    else {
      record.frames.push({ ...content, arrivalMs });
      if (first) onFirst(arrivalMs);
      first = false;
    }
  }
}

let scratch = new Uint8Array(0);

/** Copies only the lines of the strip out of the picture. */
async function stripOf(frame: VideoFrame): Promise<StripContent | undefined> {
  if (frame.format !== "I420" && frame.format !== "NV12")
    throw new Error(`cannot read a picture of format ${frame.format}`);
  const { width, height, x, y } = frame.visibleRect!;
  const lines = Math.ceil((height * cellSize * stripRows) / pictureHeight / 2) * 2;
  const options = { rect: { x, y, width, height: Math.min(height, lines) } };
  const bytes = frame.allocationSize(options);
  if (scratch.byteLength < bytes) scratch = new Uint8Array(bytes);
  const buffer = scratch;
  const [luma] = await frame.copyTo(buffer, options);
  return readStrip({ bytes: buffer, offset: luma!.offset, stride: luma!.stride, width, height });
}
