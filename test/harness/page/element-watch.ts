import type { ElementLook } from "../element-looks.ts";
import { cellSize, pictureHeight, readStrip, stripRows } from "../frame-strip.ts";
import { wallClockMs } from "./wall-clock.ts";

const width = 160;
const height = Math.ceil((width * 9) / 16);
const lines = Math.ceil((height * cellSize * stripRows) / pictureHeight);

/** Looks at what a <video> element of the page shows, each time that the page is painted. */
export class ElementWatch {
  readonly looks: ElementLook[] = [];
  readonly element = document.createElement("video");
  readonly #context = new OffscreenCanvas(width, lines).getContext("2d", { willReadFrequently: true })!;
  readonly #luma = new Uint8Array(width * lines);

  constructor() {
    this.element.muted = true;
    this.element.autoplay = true;
    this.element.playsInline = true;
    document.body.append(this.element);
    requestAnimationFrame(this.#look);
  }

  #look = (): void => {
    requestAnimationFrame(this.#look);
    this.looks.push({ atMs: wallClockMs(), frameNumber: this.#frameNumber() });
  };

  #frameNumber(): number | undefined {
    const { videoWidth, videoHeight } = this.element;
    const context = this.#context;
    context.clearRect(0, 0, width, lines);
    context.drawImage(this.element, 0, 0, videoWidth, (videoHeight * lines) / height, 0, 0, width, lines);
    const { data } = context.getImageData(0, 0, width, lines);
    // Black and white: the green channel does for luma.
    for (let pixel = 0; pixel < this.#luma.length; pixel++) this.#luma[pixel] = data[4 * pixel + 1]!;
    return readStrip({ bytes: this.#luma, offset: 0, stride: width, width, height })?.frameNumber;
  }
}
