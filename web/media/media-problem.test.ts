import { expect, test } from "vitest";
import { mediaProblem } from "./media-problem.ts";

test.each([
  "NotAllowedError",
  "NotFoundError",
  "OverconstrainedError",
  "NotReadableError",
  "AbortError",
  "InsecureContext",
  "X",
])("%s is explained for both kinds", (name) => {
  for (const kind of ["camera", "microphone"] as const) {
    const problem = mediaProblem(kind, name);
    expect(problem.title).toContain(kind);
    expect(problem.text).toMatch(/\.$/);
  }
});

test("asking again does not help on an insecure page", () => {
  expect(mediaProblem("camera", "InsecureContext").canRetry).toBe(false);
});
