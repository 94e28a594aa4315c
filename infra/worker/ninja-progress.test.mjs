import { expect, test } from "vitest";
import { compileJobs, parseNinjaLine } from "./ninja-progress.mjs";

test("reads how far ninja is", () => {
  expect(parseNinjaLine("[3/14] Building CXX object x.o")).toEqual({ finished: 3, total: 14 });
  expect(parseNinjaLine("ninja: no work to do.")).toBeUndefined();
});

test("as many compilers as cores, as far as memory goes, and at least one", () => {
  const gigabytes = (count) => count * 2 ** 30;
  expect(compileJobs({ cores: 2, availableBytes: gigabytes(8) })).toBe(2);
  expect(compileJobs({ cores: 16, availableBytes: gigabytes(4) })).toBe(4);
  expect(compileJobs({ cores: 4, availableBytes: gigabytes(0.5) })).toBe(1);
});
