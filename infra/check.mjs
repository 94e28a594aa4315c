// npm run check: types, lint, layering, dead code, drift of generated code, unit tests. Runs all of them, says which failed.

import { execFile } from "node:child_process";
import { availableParallelism } from "node:os";
import process from "node:process";

const sources = ["proto", "base", "signaling", "sfu", "client", "web", "cli", "test", "examples"];
const checks = [
  ["types", "tsc", "-p", "."],
  ["lint", "oxlint", "--type-aware", "--quiet", "."],
  ["format", "oxfmt", "--check", "."],
  ["layering", "depcruise", "--config", ".dependency-cruiser.cjs", "--output-type", "err", ...sources],
  ["dead code", "knip", "--no-progress"],
  ["generated messages", "node", "proto/generate.mjs", "--check"],
  ["generated media profile", "node", "sfu/generate-media-profile.ts", "--check"],
];
/** Takes all cores by itself. */
const unitTests = ["unit tests", "vitest", "run", "--project", "unit", "--reporter=dot"];

if (process.argv.includes("--help")) {
  console.log(`npm run check   runs: ${[...checks, unitTests].map(([name]) => name).join(", ")}`);
  process.exit(0);
}

const failed = [];

/** Resolves when it is over, and has told how it went. */
function run([name, command, ...args]) {
  const startedMs = performance.now();
  return new Promise((resolve) => {
    execFile(command, args, { maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1);
      console.log(`${error ? "FAIL" : "ok  "} ${name} (${seconds} s)`);
      if (error) {
        failed.push(name);
        const missing = error.code === "ENOENT";
        console.log(missing ? `${error.message}; use npm run check, which sets up the tools` : stdout + stderr);
      }
      resolve();
    });
  });
}

const left = [...checks];
async function runSome() {
  for (let next = left.shift(); next; next = left.shift()) await run(next);
}
await Promise.all(Array.from({ length: availableParallelism() }, runSome));
await run(unitTests);

if (failed.length > 0) {
  console.error(`failed: ${failed.join(", ")}`);
  process.exit(1);
}
