import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";

const SKIPPED = new Set(["node_modules", "dist", ".git"]);

function* filesUnder(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return;
  if (!stat.isDirectory()) return void (yield path);
  for (const name of readdirSync(path).sort()) if (!SKIPPED.has(name)) yield* filesUnder(join(path, name));
}

/**
 * SHA-256 over names and contents of files and folders. Missing ones count as empty; `node_modules` and `dist` are left out.
 * @param {string} root names are taken relative to it
 * @param {string[]} paths relative to root
 */
export function hashFiles(root, paths, extra = "") {
  const hash = createHash("sha256").update(extra);
  for (const path of [...paths].sort()) {
    for (const file of filesUnder(join(root, path))) {
      const content = readFileSync(file);
      hash.update(`\0${relative(root, file)}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest("hex");
}
