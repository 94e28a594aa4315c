import { expect, test } from "vitest";
import { completeLockfile, platformOf } from "./complete-lockfile.mjs";

test.each([
  ["@oxlint/binding-linux-x64-musl", { os: ["linux"], cpu: ["x64"], libc: ["musl"] }],
  ["@oxlint/binding-linux-arm-gnueabihf", { os: ["linux"], cpu: ["arm"], libc: ["glibc"] }],
  ["@oxlint-tsgolint/darwin-arm64", { os: ["darwin"], cpu: ["arm64"] }],
  ["@x/binding-win32-ia32-msvc", { os: ["win32"], cpu: ["ia32"] }],
  ["bufferutil", undefined],
])("%s runs on %j", (name, platform) => {
  expect(platformOf(name)).toEqual(platform);
});

const lockfile = {
  lockfileVersion: 3,
  packages: {
    "": { name: "app" },
    "node_modules/tool": {
      version: "1.0.0",
      dev: true,
      optionalDependencies: {
        "tool-linux-x64": "1.0.0",
        "tool-darwin-x64": "1.0.0",
        "tool-win32-x64": "1.0.0",
        native: "2.0.0",
      },
    },
    "node_modules/tool-linux-x64": { version: "1.0.0" },
    "node_modules/tool/node_modules/tool-win32-x64": { version: "1.0.0" },
  },
};

test("adds the platforms that are missing, and nothing else", () => {
  const { lockfile: completed, added } = completeLockfile(lockfile);
  expect(added).toEqual(["tool-darwin-x64"]);
  expect(completed.packages["node_modules/tool-darwin-x64"]).toEqual({
    version: "1.0.0",
    dev: true,
    optional: true,
    os: ["darwin"],
    cpu: ["x64"],
  });
});

test("a complete lockfile stays as it is", () => {
  const once = completeLockfile(lockfile).lockfile;
  expect(completeLockfile(once)).toEqual({ lockfile: once, added: [] });
});
