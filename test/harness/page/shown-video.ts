// What a <video> element of the page presents: each picture's number, read back from its pixels, and when it was presented.
import { cellSize, pictureHeight, readStrip, stripRows, type StripContent } from "../frame-strip.ts";
import type { Blank, ReceivedPicture } from "./media-messages.ts";
import { wallClockMs } from "./wall-clock.ts";

const sameClockMs = 1_000;
const width = 160;
const height = 90;
const lines = (height * cellSize * stripRows) / pictureHeight;

export class ShownVideo {
  readonly frames: ReceivedPicture[] = [];
  /** Times when the element had nothing to show, though it had shown something before. */
  readonly blanks: Blank[] = [];
  /** Pictures whose strip could not be read (those of another camera, for instance). */
  unreadable = 0;
  readonly #element: HTMLVideoElement;
  readonly #onFirst: (atMs: number) => void;
  readonly #context = new OffscreenCanvas(width, lines).getContext("2d", { willReadFrequently: true })!;
  readonly #luma = new Uint8Array(width * lines);
  #presented = 0;
  #stopped = false;

  constructor(element: HTMLVideoElement, onFirst: (atMs: number) => void) {
    this.#element = element;
    this.#onFirst = onFirst;
    element.requestVideoFrameCallback(this.#onFrame);
    requestAnimationFrame(this.#onPaint);
    element.addEventListener("emptied", this.#onEmptied);
  }

  stop(): void {
    this.#stopped = true;
    this.#element.removeEventListener("emptied", this.#onEmptied);
  }

  #onFrame = (nowMs: number, metadata: VideoFrameCallbackMetadata): void => {
    if (this.#stopped) return;
    this.#element.requestVideoFrameCallback(this.#onFrame);
    const { presentedFrames, presentationTime } = metadata;
    // A page that is busy is not called for each picture; those were presented all the same.
    const unread = Math.max(0, this.#presented === 0 ? 0 : presentedFrames - this.#presented - 1);
    this.#presented = presentedFrames;
    const content = this.#read();
    if (!content) {
      this.unreadable++;
      return;
    }
    // In Firefox the time of presentation is on another clock.
    const onThisClock = Math.abs(presentationTime - nowMs) < sameClockMs;
    const arrivalMs = performance.timeOrigin + (onThisClock ? presentationTime : nowMs);
    if (this.frames.length === 0) this.#onFirst(arrivalMs);
    this.frames.push({ ...content, arrivalMs, unread, width: metadata.width });
  };

  #onPaint = (): void => {
    if (this.#stopped) return;
    requestAnimationFrame(this.#onPaint);
    const { readyState, videoWidth } = this.#element;
    const isBlank = readyState < HTMLMediaElement.HAVE_CURRENT_DATA || videoWidth === 0;
    if (isBlank) this.#blank(`ready state ${readyState}, ${videoWidth} pixels wide`);
  };

  #onEmptied = (): void => this.#blank("emptied");

  #blank(why: string): void {
    if (this.frames.length > 0) this.blanks.push({ atMs: wallClockMs(), why });
  }

  #read(): StripContent | undefined {
    const { videoWidth, videoHeight } = this.#element;
    const context = this.#context;
    context.drawImage(this.#element, 0, 0, videoWidth, (videoHeight * lines) / height, 0, 0, width, lines);
    const { data } = context.getImageData(0, 0, width, lines);
    // Black and white: the green channel does for luma.
    for (let pixel = 0; pixel < this.#luma.length; pixel++) this.#luma[pixel] = data[4 * pixel + 1]!;
    return readStrip({ bytes: this.#luma, offset: 0, stride: width, width, height });
  }
}
