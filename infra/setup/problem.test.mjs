import { expect, test } from "vitest";
import { asProblem, Problem } from "./problem.mjs";

test("what the system refused names the place, in one sentence", () => {
  const refused = Object.assign(new Error("x"), { code: "EACCES", path: "/root/.cache/holdfast" });
  expect(asProblem(refused).message).toContain("may not write /root/.cache/holdfast (EACCES)");
});

test("a Problem stays itself, a defect is none", () => {
  const problem = new Problem("x");
  expect(asProblem(problem)).toBe(problem);
  expect(asProblem(new TypeError("x"))).toBeUndefined();
});
