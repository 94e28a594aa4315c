import { asProblem } from "./problem.mjs";

/** Runs a program's main function. A Problem is one sentence and a command; anything else is a defect, with its stack. */
export async function runMain(main) {
  const interrupted = (signal) => {
    process.stderr.write(`\nset-up interrupted by ${signal}; run the same command again to go on\n`);
    process.exit(signal === "SIGINT" ? 130 : 143);
  };
  process.on("SIGINT", interrupted);
  process.on("SIGTERM", interrupted);
  try {
    await main(() => {
      process.off("SIGINT", interrupted);
      process.off("SIGTERM", interrupted);
    });
  } catch (error) {
    process.exitCode = 1;
    const problem = asProblem(error);
    if (!problem) console.error(error);
    else process.stderr.write(`set-up: ${problem.message}\n${problem.command ? `Run: ${problem.command}\n` : ""}`);
  }
}
