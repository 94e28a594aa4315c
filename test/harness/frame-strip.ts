// A frame number written into the picture itself, so that what a receiver counts are decoded pixels and nothing else.
// Two rows of 16 cells, black or white: 4 bits say whose camera, 16 bits number the frame, 12 bits check the other 20.
// Luma only; cells are 20 x 20 pixels at 320 x 180, more than a VP8 macroblock, and survive the lowest bitrates.

export const pictureWidth = 320;
export const pictureHeight = 180;
export const stripColumns = 16;
export const stripRows = 2;
export const cellSize = pictureWidth / stripColumns;
export const maxCameraId = 0xf;
export const frameNumberCount = 0x10000;

/** Limited-range luma (ITU-R BT.601). */
const black = 16;
const white = 235;

export interface StripContent {
  /** 0..15, whose picture this is. */
  cameraId: number;
  /** 0..65535, wraps. */
  frameNumber: number;
}

/** 12 check bits: two different contents whose cells differ in few places get very different check bits. */
function checkBits(payload: number): number {
  const mixed = Math.imul(payload ^ 0x5bd1e, 0x9e3779b1);
  return (mixed ^ (mixed >>> 15)) >>> 20;
}

export function encodeCells({ cameraId, frameNumber }: StripContent): boolean[] {
  const payload = ((cameraId & maxCameraId) << 16) | (frameNumber & 0xffff);
  const check = checkBits(payload);
  const cells: boolean[] = [];
  for (let bit = 19; bit >= 0; bit--) cells.push(((payload >>> bit) & 1) === 1);
  for (let bit = 11; bit >= 0; bit--) cells.push(((check >>> bit) & 1) === 1);
  return cells;
}

/** The content, or undefined when the check bits do not match: a damaged or a foreign picture. */
export function decodeCells(cells: readonly boolean[]): StripContent | undefined {
  let payload = 0;
  let check = 0;
  for (let index = 0; index < 20; index++) payload = (payload << 1) | (cells[index] ? 1 : 0);
  for (let index = 20; index < 32; index++) check = (check << 1) | (cells[index] ? 1 : 0);
  if (check !== checkBits(payload)) return undefined;
  return { cameraId: payload >>> 16, frameNumber: payload & 0xffff };
}

/** Writes the strip into the top of a luma plane of `scale` times `pictureWidth` pixels a row. */
export function drawStrip(luma: Uint8Array, content: StripContent, scale = 1): void {
  const cells = encodeCells(content);
  const [width, cell] = [pictureWidth * scale, cellSize * scale];
  for (let row = 0; row < stripRows; row++) {
    const first = row * cell * width;
    for (let column = 0; column < stripColumns; column++) {
      const from = first + column * cell;
      luma.fill(cells[row * stripColumns + column] ? white : black, from, from + cell);
    }
    for (let line = 1; line < cell; line++) {
      luma.copyWithin(first + line * width, first, first + width);
    }
  }
}

export interface LumaPlane {
  bytes: Uint8Array;
  offset: number;
  /** Bytes from one line to the next. */
  stride: number;
  /** Of the whole picture, which may have been scaled on the way. */
  width: number;
  height: number;
}

/** Reads the strip back: each cell by the mean of its middle quarter, so that blurred borders do not count. */
export function readStrip({ bytes, offset, stride, width, height }: LumaPlane): StripContent | undefined {
  const cellWidth = width / stripColumns;
  const cellHeight = (height * cellSize) / pictureHeight;
  const cells: boolean[] = [];
  for (let row = 0; row < stripRows; row++) {
    for (let column = 0; column < stripColumns; column++) {
      const left = Math.round((column + 0.25) * cellWidth);
      const right = Math.max(left + 1, Math.round((column + 0.75) * cellWidth));
      const top = Math.round((row + 0.25) * cellHeight);
      const bottom = Math.max(top + 1, Math.round((row + 0.75) * cellHeight));
      let sum = 0;
      for (let y = top; y < bottom; y++) {
        for (let x = left; x < right; x++) sum += bytes[offset + y * stride + x] ?? 0;
      }
      cells.push(sum / ((right - left) * (bottom - top)) > (black + white) / 2);
    }
  }
  return decodeCells(cells);
}
