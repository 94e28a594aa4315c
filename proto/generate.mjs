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

/**
 * Which field of a oneof is set, as a property of the decoded message. protobufjs has an accessor that looks through all
 * keys of the message whenever it is read, and to set it deletes all of the other fields. As there, the last one counts.
 */
function withPlainOneofs(code) {
  const accessor =
    /^ *\$Object\.defineProperty\(\w+\.prototype, "\w+", \{\n *get: \$util\.oneOfGetter.*\n.*\n *\}\);\n\n/gm;
  const assignment = /^( *)message\.(\w+) = ("\w+");$/gm;
  return code
    .replaceAll(/^ *let \$oneOfFields;\n\n/gm, "")
    .replaceAll(accessor, "")
    .replaceAll(
      assignment,
      "$1if (message.$2 !== $undefined && message.$2 !== $3)\n$1    delete message[message.$2];\n$1message.$2 = $3;",
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
      const fresh = withPlainOneofs(readFileSync(join(scratch, file), "utf8"));
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
