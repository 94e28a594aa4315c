// The `holdfast` command.

import { describeFailure } from "./failure.ts";
import { program } from "./program.ts";

try {
  await program.parseAsync();
} catch (thrown) {
  process.stderr.write(`${describeFailure(thrown)}\n`);
  process.exit(1);
}
