// The synthetic camera: numbered pictures with something that moves, written straight into I420 planes (no canvas, no
// colour conversion: 0.1 ms a picture), at times that do not drift.
import { drawStrip, pictureHeight, pictureWidth } from "../frame-strip.ts";
import { wallClockMs } from "./wall-clock.ts";

const lumaBytes = pictureWidth * pictureHeight;
const chromaWidth = pictureWidth / 2;
const chromaBytes = chromaWidth * (pictureHeight / 2);
const ballSize = 24;
const stageTop = 48;

export class CameraPictures {
  made = 0;
  longestIntervalMs = 0;
  readonly #cameraId: number;
  readonly #intervalMs: number;
  readonly #writer: WritableStreamDefaultWriter<VideoFrame>;
  readonly #background: Uint8Array<ArrayBuffer>;
  readonly #planes = new Uint8Array(lumaBytes + 2 * chromaBytes);
  readonly #startedAtMs = wallClockMs();
  #lastMs = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(cameraId: number, framesPerSecond: number, writable: WritableStream<VideoFrame>) {
    this.#cameraId = cameraId;
    this.#intervalMs = 1000 / framesPerSecond;
    this.#writer = writable.getWriter();
    this.#background = background(cameraId);
    this.#tick();
  }

  stop(): void {
    clearTimeout(this.#timer);
    void this.#writer.close().catch(() => undefined);
  }

  #tick(): void {
    const nowMs = wallClockMs();
    if (this.#lastMs > 0) this.longestIntervalMs = Math.max(this.longestIntervalMs, nowMs - this.#lastMs);
    this.#lastMs = nowMs;
    this.#writePicture(nowMs);
    const dueMs = this.#startedAtMs + this.made * this.#intervalMs;
    this.#timer = setTimeout(() => this.#tick(), Math.max(0, dueMs - wallClockMs()));
  }

  #writePicture(nowMs: number): void {
    const planes = this.#planes;
    planes.set(this.#background);
    drawStrip(planes, { cameraId: this.#cameraId, frameNumber: this.made & 0xffff });
    const left = Math.round(((Math.sin(this.made / 20) + 1) / 2) * (pictureWidth - ballSize));
    const top = Math.round(stageTop + ((Math.cos(this.made / 13) + 1) / 2) * (pictureHeight - stageTop - ballSize));
    for (let y = top; y < top + ballSize; y++)
      planes.fill(210, y * pictureWidth + left, y * pictureWidth + left + ballSize);
    const frame = new VideoFrame(planes, {
      format: "I420",
      codedWidth: pictureWidth,
      codedHeight: pictureHeight,
      timestamp: Math.round((nowMs - this.#startedAtMs) * 1000),
    });
    this.made++;
    void this.#writer.write(frame).catch(() => undefined);
  }
}

/** Planes with a colour of the camera's own and a gentle gradient. */
function background(cameraId: number): Uint8Array<ArrayBuffer> {
  const planes = new Uint8Array(lumaBytes + 2 * chromaBytes);
  for (let y = 0; y < pictureHeight; y++)
    planes.fill(70 + Math.round((y / pictureHeight) * 60), y * pictureWidth, (y + 1) * pictureWidth);
  const angle = (cameraId / 16) * 2 * Math.PI;
  planes.fill(128 + Math.round(60 * Math.cos(angle)), lumaBytes, lumaBytes + chromaBytes);
  planes.fill(128 + Math.round(60 * Math.sin(angle)), lumaBytes + chromaBytes);
  return planes;
}
