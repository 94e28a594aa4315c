import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { whatIsWrong } from "./trial.mjs";

const folder = mkdtempSync(join(tmpdir(), "holdfast-trial-"));
afterAll(() => rmSync(folder, { recursive: true }));

function program(name, text, mode = 0o755) {
  const path = join(folder, name);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

test("a program that ends as a worker does without its environment is taken for one", () => {
  expect(whatIsWrong(program("worker", "#!/bin/sh\nexit 41\n"))).toBeUndefined();
});

test.each([
  ["missing", () => join(folder, "missing"), "does not exist"],
  ["folder", () => folder, "is not a file"],
  ["other", () => program("other", "#!/bin/sh\nexit 0\n"), "is not a mediasoup worker (it ended with exit code 0)"],
  ["not executable", () => program("plain", "text", 0o644), "may not be executed"],
  [
    "library",
    () =>
      program(
        "library",
        '#!/bin/sh\necho "x: error while loading shared libraries: libuv.so.1: cannot open shared object file: No such file" >&2; exit 127\n',
      ),
    "needs the library libuv.so.1, which is not installed",
  ],
])("%s", (_name, path, message) => {
  expect(whatIsWrong(path())).toBe(message);
});
