import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { decodeCells, drawStrip, encodeCells, pictureHeight, pictureWidth, readStrip } from "./frame-strip.ts";

const content = fc.record({ cameraId: fc.nat(15), frameNumber: fc.nat(65535) });

function drawn(strip: { cameraId: number; frameNumber: number }): Uint8Array {
  const luma = new Uint8Array(pictureWidth * pictureHeight).fill(128);
  drawStrip(luma, strip);
  return luma;
}

describe("the frame strip", () => {
  test.prop([content])("is read back from the picture", (strip) => {
    const bytes = drawn(strip);
    expect(readStrip({ bytes, offset: 0, stride: pictureWidth, width: pictureWidth, height: pictureHeight })).toEqual(
      strip,
    );
  });

  test.prop([content, fc.integer({ min: -70, max: 70 }), fc.nat()])("survives noise", (strip, amplitude, seed) => {
    const bytes = drawn(strip).map((luma, index) => {
      const noise = ((Math.imul(index + seed, 0x9e3779b1) >>> 16) % 100) / 100;
      return Math.max(0, Math.min(255, luma + amplitude * noise));
    });
    expect(readStrip({ bytes, offset: 0, stride: pictureWidth, width: pictureWidth, height: pictureHeight })).toEqual(
      strip,
    );
  });

  test.prop([content])("survives being scaled to half the size", (strip) => {
    const bytes = drawn(strip);
    const width = pictureWidth / 2;
    const height = pictureHeight / 2;
    const half = new Uint8Array(width * height);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) half[y * width + x] = bytes[y * 2 * pictureWidth + x * 2]!;
    }
    expect(readStrip({ bytes: half, offset: 0, stride: width, width, height })).toEqual(strip);
  });

  test.prop([content, fc.nat(31)])("is refused when one cell is wrong", (strip, cell) => {
    const cells = encodeCells(strip);
    cells[cell] = !cells[cell];
    expect(decodeCells(cells)).toBeUndefined();
  });

  test("is not seen in an even picture", () => {
    for (const luma of [16, 128, 235]) {
      const bytes = new Uint8Array(pictureWidth * pictureHeight).fill(luma);
      expect(
        readStrip({ bytes, offset: 0, stride: pictureWidth, width: pictureWidth, height: pictureHeight }),
      ).toBeUndefined();
    }
  });
});
