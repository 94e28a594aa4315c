// The `holdfast` command.

import { stepBack } from "../base/priority.ts";

/** They run beside the media of others, and what they are made of takes half of their start to load. */
const servers = ["signaling", "sfu"];

if (servers.includes(process.argv[2] ?? "")) stepBack();
const [{ program }, { describeFailure }] = await Promise.all([import("./program.ts"), import("./failure.ts")]);
try {
  await program.parseAsync();
} catch (thrown) {
  process.stderr.write(`${describeFailure(thrown)}\n`);
  process.exit(1);
}
