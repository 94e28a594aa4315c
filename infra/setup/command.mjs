// Other programs, run without a shell.
import { spawn, spawnSync } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";

const KEPT_OUTPUT_CHARS = 200_000;

/** @returns {string | undefined} the path of the program that the PATH finds */
export function findProgram(name, path = process.env.PATH ?? "") {
  for (const folder of path.split(delimiter)) {
    const candidate = join(folder || ".", name);
    try {
      accessSync(candidate, constants.X_OK);
      if (statSync(candidate).isFile()) return candidate;
    } catch {
      // Not here.
    }
  }
  return undefined;
}

/** Exit code and output of a quick program; code undefined when it could not be started or did not end in time. */
export function probe(program, args, { env = process.env, timeoutMs = 10_000 } = {}) {
  const { status, signal, stdout, stderr, error } = spawnSync(program, args, {
    env,
    timeout: timeoutMs,
    encoding: "utf8",
  });
  return { code: status ?? undefined, signal: signal ?? undefined, output: `${stdout ?? ""}${stderr ?? ""}`, error };
}

/** setpriv (util-linux) has the kernel end the program when set-up dies, also by SIGKILL: nothing keeps writing unseen. */
function endingWithUs(program, args) {
  const setpriv = findProgram("setpriv");
  return setpriv ? [setpriv, ["--pdeathsig", "TERM", program, ...args]] : [program, args];
}

/**
 * Runs a program to its end and hands out its output line by line.
 * @param {{ cwd?: string, env?: object, onLine?: (line: string) => void, outlives?: boolean }} [options]
 *   outlives: let it end its work even if set-up is interrupted
 * @returns {Promise<{ code: number | undefined, output: string, error?: Error }>} the last part of the output
 */
export function runProgram(program, args, { cwd, env = process.env, onLine = () => {}, outlives = false } = {}) {
  return new Promise((resolve) => {
    const [command, commandArgs] = outlives ? [program, args] : endingWithUs(program, args);
    const child = spawn(command, commandArgs, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const stopChild = () => outlives || child.kill("SIGTERM");
    process.once("exit", stopChild);

    const finish = (result) => {
      process.off("exit", stopChild);
      resolve(result);
    };
    for (const stream of [child.stdout, child.stderr]) {
      let rest = "";
      stream.setEncoding("utf8");
      stream.on("data", (chunk) => {
        output = (output + chunk).slice(-KEPT_OUTPUT_CHARS);
        const lines = (rest + chunk).split("\n");
        rest = lines.pop() ?? "";
        lines.forEach(onLine);
      });
    }
    child.on("error", (error) => finish({ code: undefined, output, error }));
    child.on("close", (code) => finish({ code: code ?? undefined, output }));
  });
}

/** The last lines of a program's output, for a message. */
export const lastLines = (output, count = 12) => output.trimEnd().split("\n").slice(-count).join("\n");
