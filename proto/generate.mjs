// Generates proto/generated from the .proto files. `--check` writes nothing and fails when the committed code differs.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const here = import.meta.dirname;
const outDir = join(here, "generated");
const pbjs = join(dirname(createRequire(import.meta.url).resolve("protobufjs-cli/package.json")), "bin/pbjs");
const flags =
  "-t static-module -w esm --null-semantics --force-number --no-service --no-delimited --no-typeurl --no-verify --no-convert".split(
    " ",
  );
const checkOnly = process.argv.includes("--check");

if (process.argv.includes("--help")) {
  console.log(
    "node proto/generate.mjs [--check]   regenerate proto/generated, or only compare it with the .proto files",
  );
  process.exit(0);
}

function run(flags, name) {
  execFileSync(
    process.execPath,
    [pbjs, ...flags, "-p", here, "-o", join(scratch, `${name}.js`), join(here, `${name}.proto`)],
    {
      stdio: "inherit",
    },
  );
}

const scratch = mkdtempSync(join(tmpdir(), "holdfast-proto-"));
const drifted = [];
try {
  for (const name of ["client", "cluster"]) {
    // The typings are made from comments that the code itself can do without.
    run([...flags, "--dts"], name);
    run([...flags, "--no-comments"], name);
    for (const file of [`${name}.js`, `${name}.d.ts`]) {
      const fresh = readFileSync(join(scratch, file), "utf8");
      const target = join(outDir, file);
      if (checkOnly) {
        if (readFileSync(target, "utf8") !== fresh) drifted.push(file);
      } else writeFileSync(target, fresh);
    }
  }
} finally {
  rmSync(scratch, { recursive: true });
}
if (drifted.length > 0) {
  console.error(`proto/generated is stale: ${drifted.join(", ")}. Run: npm run proto`);
  process.exit(1);
}
