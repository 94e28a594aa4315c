// npm run check: types, lint, layering, dead code, drift of generated code, unit tests. Runs all of them, says which failed.

import { spawnSync } from "node:child_process";
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
  ["unit tests", "vitest", "run", "--project", "unit", "--reporter=dot"],
];

if (process.argv.includes("--help")) {
  console.log(`npm run check   runs: ${checks.map(([name]) => name).join(", ")}`);
  process.exit(0);
}

const failed = [];
for (const [name, command, ...args] of checks) {
  const startedMs = performance.now();
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1);
  console.log(`${status === 0 ? "ok  " : "FAIL"} ${name} (${seconds} s)`);
  if (status !== 0) {
    failed.push(name);
    console.log(error ? `${error.message}; use npm run check, which sets up the tools` : stdout + stderr);
  }
}
if (failed.length > 0) {
  console.error(`failed: ${failed.join(", ")}`);
  process.exit(1);
}
