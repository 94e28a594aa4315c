import { expect, test } from "vitest";
import { compileJobs, failedGroups, parseNinjaLine } from "./ninja-progress.mjs";

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

test("tells which parts did not compile", () => {
  const output = [
    "[1/14] Building CXX object a",
    "FAILED: CMakeFiles/mediasoup-worker.dir/Unity/unity_10_cxx.cxx.o ",
    "x.cpp:1:1: error: redefinition",
    "FAILED: CMakeFiles/mediasoup-worker.dir/Unity/unity_2_cxx.cxx.o ",
    "FAILED: mediasoup-worker",
  ].join("\n");
  expect(failedGroups(output)).toEqual(["2", "10"]);
  expect(failedGroups("ninja: no work to do.")).toEqual([]);
});
