import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hashFiles } from "./files-hash.mjs";

let root;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "holdfast-hash-"));
  for (const folder of ["web", "web/dist", "web/node_modules"]) mkdirSync(join(root, folder));
  writeFileSync(join(root, "web/page.ts"), "one");
});
afterEach(() => rmSync(root, { recursive: true }));

const hash = () => hashFiles(root, ["web", "missing.json"]);

test("changes with content, names and new files", () => {
  const hashes = [hash()];
  writeFileSync(join(root, "web/page.ts"), "two");
  hashes.push(hash());
  writeFileSync(join(root, "web/other.ts"), "");
  hashes.push(hash());
  writeFileSync(join(root, "missing.json"), "{}");
  hashes.push(hash());
  expect(new Set(hashes).size).toBe(4);
});

test("does not change with what was built or installed", () => {
  const before = hash();
  writeFileSync(join(root, "web/dist/page.js"), "built");
  writeFileSync(join(root, "web/node_modules/x.js"), "installed");
  expect(hash()).toBe(before);
});
