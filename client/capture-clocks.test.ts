import { expect, it } from "vitest";
import { clockCorrectionMs } from "./capture-clocks.ts";

it("believes capture times that what is seen here bears out", () => {
  expect(clockCorrectionMs({ byCaptureMs: 100, byBuffersMs: 92, byDistanceMs: 0 })).toBe(0);
});

it("puts right a clock that says otherwise", () => {
  expect(clockCorrectionMs({ byCaptureMs: 220, byBuffersMs: 80, byDistanceMs: 0 })).toBe(-140);
  expect(clockCorrectionMs({ byCaptureMs: 0, byBuffersMs: 70, byDistanceMs: 3 })).toBe(70);
});

it("believes capture times where the distance of the nodes explains the difference", () => {
  expect(clockCorrectionMs({ byCaptureMs: 80, byBuffersMs: 0, byDistanceMs: 70 })).toBe(0);
  expect(clockCorrectionMs({ byCaptureMs: -80, byBuffersMs: 0, byDistanceMs: 70 })).toBe(80);
});
