import { expect, it } from "vitest";
import { describeLabels, labelsProblem } from "./labels.ts";

const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`l${index}`, "1"]));

it("takes labels within their limits", () => {
  expect(labelsProblem({})).toBeUndefined();
  expect(labelsProblem({ gpu: "1", "example.com/rack": "R_7.2-a", ["n".repeat(64)]: "v".repeat(64) })).toBeUndefined();
  expect(labelsProblem(many(16))).toBeUndefined();
});

it.each<[Record<string, string>, string]>([
  [many(17), "has 17 labels: at most 16"],
  [{ "": "1" }, "has a label whose name is not"],
  [{ "-gpu": "1" }, "has a label whose name is not"],
  [{ "a b": "1" }, "has a label whose name is not"],
  [{ ["n".repeat(65)]: "1" }, "has a label whose name is not"],
  [{ gpu: "" }, 'has a label "gpu" whose value is not'],
  [{ gpu: "a,b=c" }, 'has a label "gpu" whose value is not'],
  [{ gpu: "v".repeat(65) }, 'has a label "gpu" whose value is not'],
])("says what is wrong with %j", (labels, problem) => expect(labelsProblem(labels)).toContain(problem));

it("describes the same labels alike, in whatever order they are told", () => {
  expect(describeLabels({ b: "2", a: "1" })).toBe("a=1,b=2");
  expect(describeLabels({ a: "1", b: "2" })).toBe("a=1,b=2");
});
