import { expect, test } from "vitest";
import { installedMatches } from "./npm-packages.mjs";

const machine = { platform: "linux", arch: "x64" };
const wanted = {
  packages: {
    "": { name: "app" },
    "node_modules/ws": { version: "8.23.0" },
    "node_modules/native-linux": { version: "1.0.0", optional: true, os: ["linux"], cpu: ["x64"] },
    "node_modules/native-mac": { version: "1.0.0", optional: true, os: ["darwin"] },
    "node_modules/native-musl": { version: "1.0.0", optional: true, os: ["linux"], cpu: ["x64"], libc: ["musl"] },
    "node_modules/not-windows": { version: "1.0.0", optional: true, os: ["!win32"] },
  },
};
const installed = {
  packages: {
    "node_modules/ws": { version: "8.23.0" },
    "node_modules/native-linux": { version: "1.0.0" },
    "node_modules/not-windows": { version: "1.0.0" },
  },
};
const without = (name) => ({
  packages: Object.fromEntries(Object.entries(installed.packages).filter(([path]) => path !== `node_modules/${name}`)),
});

test("what fits this machine is there: a match", () => {
  expect(installedMatches(wanted, installed, machine)).toBe(true);
});

test.each(["ws", "native-linux", "not-windows"])("without %s: no match", (name) => {
  expect(installedMatches(wanted, without(name), machine)).toBe(false);
});

test("another version: no match", () => {
  const older = { packages: { ...installed.packages, "node_modules/ws": { version: "8.22.0" } } };
  expect(installedMatches(wanted, older, machine)).toBe(false);
});

test("an installation that npm did not finish: no match", () => {
  expect(installedMatches(wanted, undefined, machine)).toBe(false);
});
