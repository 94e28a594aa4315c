import { expect, test } from "vitest";
import { createReport } from "./report.mjs";

test("in a log, progress shows at once and then at most every ten seconds", () => {
  let nowMs = 0;
  const lines = [];
  const report = createReport({ stream: { write: (text) => lines.push(text) }, now: () => nowMs });
  const step = report.startStep("worker");
  step.progress("first");
  nowMs = 5_000;
  step.progress("too early");
  nowMs = 10_000;
  step.progress("second");
  nowMs = 12_340;
  step.done("built");
  expect(lines.map((line) => line.trim().split(/\s{2,}/))).toEqual([
    ["worker", "first", "0.0 s"],
    ["worker", "second", "10.0 s"],
    ["worker", "built", "12.3 s"],
  ]);
});
