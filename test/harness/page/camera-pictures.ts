// The synthetic camera: numbered pictures with something that moves, written straight into I420 planes (no canvas, no
// colour conversion: 0.1 ms a picture), at times that do not drift.
import { drawStrip, pictureHeight, pictureWidth } from "../frame-strip.ts";
import { wallClockMs } from "./wall-clock.ts";

const ballSize = 24;
const stageTop = 48;

export interface CameraSettings {
  cameraId: number;
  framesPerSecond: number;
  /** Times 320 x 180. */
  scale: number;
}

export class CameraPictures {
  made = 0;
  longestIntervalMs = 0;
  readonly #cameraId: number;
  readonly #scale: number;
  readonly #intervalMs: number;
  readonly #writer: WritableStreamDefaultWriter<VideoFrame>;
  readonly #background: Uint8Array<ArrayBuffer>;
  readonly #planes: Uint8Array<ArrayBuffer>;
  readonly #startedAtMs = wallClockMs();
  #lastMs = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor({ cameraId, framesPerSecond, scale }: CameraSettings, writable: WritableStream<VideoFrame>) {
    this.#cameraId = cameraId;
    this.#scale = scale;
    this.#intervalMs = 1000 / framesPerSecond;
    this.#writer = writable.getWriter();
    this.#background = background(cameraId, pictureWidth * scale, pictureHeight * scale);
    this.#planes = this.#background.slice();
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
    const [width, height] = [pictureWidth * this.#scale, pictureHeight * this.#scale];
    planes.set(this.#background);
    drawStrip(planes, { cameraId: this.#cameraId, frameNumber: this.made & 0xffff }, this.#scale);
    const stage = stageTop * this.#scale;
    const left = Math.round(((Math.sin(this.made / 20) + 1) / 2) * (width - ballSize));
    const top = Math.round(stage + ((Math.cos(this.made / 13) + 1) / 2) * (height - stage - ballSize));
    for (let y = top; y < top + ballSize; y++) planes.fill(210, y * width + left, y * width + left + ballSize);
    const frame = new VideoFrame(planes, {
      format: "I420",
      codedWidth: width,
      codedHeight: height,
      timestamp: Math.round((nowMs - this.#startedAtMs) * 1000),
    });
    this.made++;
    void this.#writer.write(frame).catch(() => undefined);
  }
}

/** Planes with a colour of the camera's own and a gentle gradient. */
function background(cameraId: number, width: number, height: number): Uint8Array<ArrayBuffer> {
  const lumaBytes = width * height;
  const chromaBytes = lumaBytes / 4;
  const planes = new Uint8Array(lumaBytes + 2 * chromaBytes);
  for (let y = 0; y < height; y++) planes.fill(70 + Math.round((y / height) * 60), y * width, (y + 1) * width);
  const angle = (cameraId / 16) * 2 * Math.PI;
  planes.fill(128 + Math.round(60 * Math.cos(angle)), lumaBytes, lumaBytes + chromaBytes);
  planes.fill(128 + Math.round(60 * Math.sin(angle)), lumaBytes + chromaBytes);
  return planes;
}
