import { expect, test } from "vitest";
import { cacheFolder, workerFolder } from "./cache.mjs";

test("the cache follows XDG_CACHE_HOME, when that is absolute", () => {
  expect(cacheFolder({}, "/home/kim")).toBe("/home/kim/.cache/holdfast");
  expect(cacheFolder({ XDG_CACHE_HOME: "/var/cache" }, "/home/kim")).toBe("/var/cache/holdfast");
  expect(cacheFolder({ XDG_CACHE_HOME: "cache" }, "/home/kim")).toBe("/home/kim/.cache/holdfast");
});

test("a worker has a folder for its version, platform and recipe", () => {
  const worker = { cache: "/c", version: "3.27.1", platform: "linux", arch: "x64", recipe: "0a1b2c3d" };
  expect(workerFolder(worker)).toBe("/c/mediasoup-worker/3.27.1-linux-x64-0a1b2c3d");
});
