import { describe, expect, test } from "vitest";
import { gridBoxes, stageBoxes, type Box, type Size } from "./grid-layout.ts";

const areas: Size[] = [
  { width: 1400, height: 760 },
  { width: 1000, height: 640 },
  { width: 344, height: 560 },
  { width: 720, height: 260 },
];

function overlap(a: Box, b: Box): boolean {
  return a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height;
}

describe("gridBoxes", () => {
  for (const area of areas) {
    test(`keeps 1 to 16 tiles apart, inside and of one size in ${area.width}x${area.height}`, () => {
      for (let count = 1; count <= 16; count++) {
        const boxes = gridBoxes(count, area);
        expect(boxes).toHaveLength(count);
        for (const [index, box] of boxes.entries()) {
          expect(box.left).toBeGreaterThanOrEqual(0);
          expect(box.top).toBeGreaterThanOrEqual(0);
          expect(box.left + box.width).toBeLessThanOrEqual(area.width + 1);
          expect(box.top + box.height).toBeLessThanOrEqual(area.height + 1);
          expect(box.width).toBe(boxes[0]?.width);
          for (const other of boxes.slice(index + 1)) expect(overlap(box, other)).toBe(false);
        }
      }
    });
  }

  test("puts two people side by side on a wide stage and above each other on a phone", () => {
    const [left, right] = gridBoxes(2, { width: 1400, height: 760 });
    expect(left?.top).toBe(right?.top);
    const [above, below] = gridBoxes(2, { width: 344, height: 560 });
    expect(above?.left).toBe(below?.left);
  });

  test("is never wider than 16:9", () => {
    for (const area of areas) {
      for (const box of gridBoxes(3, area)) expect(box.width / box.height).toBeLessThan(16 / 9 + 0.02);
    }
  });

  test("fills at least half of every stage, whatever the count", () => {
    for (const area of areas) {
      for (let count = 1; count <= 16; count++) {
        const used = gridBoxes(count, area).reduce((sum, box) => sum + box.width * box.height, 0);
        expect(used / (area.width * area.height)).toBeGreaterThan(0.48);
      }
    }
  });

  test("centres an incomplete last row", () => {
    const boxes = gridBoxes(3, { width: 1400, height: 1000 });
    const last = boxes[2];
    expect(last && Math.abs(last.left + last.width / 2 - 700)).toBeLessThanOrEqual(1);
  });

  test("has nothing to place without people or space", () => {
    expect(gridBoxes(0, { width: 100, height: 100 })).toEqual([]);
    expect(gridBoxes(3, { width: 0, height: 100 })).toEqual([]);
  });
});

describe("stageBoxes", () => {
  test("without a shared screen is the plain grid", () => {
    const area = { width: 1000, height: 640 };
    expect(stageBoxes(0, 4, area)).toEqual({ screens: [], people: gridBoxes(4, area) });
  });

  test("gives a shared screen most of the stage and keeps people clear of it", () => {
    for (const area of areas) {
      const { screens, people } = stageBoxes(1, 9, area);
      const screen = screens[0];
      expect(screen && screen.width * screen.height).toBeGreaterThan(0.5 * area.width * area.height);
      for (const box of people) expect(screen && overlap(screen, box)).toBe(false);
    }
  });
});
