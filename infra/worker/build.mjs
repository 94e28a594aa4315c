// Builds the worker in a folder of its own: `folder/source`, `folder/recipe`, `folder/out`. Calling it again after an
// interruption goes on where it stopped.
import { readFileSync } from "node:fs";
import { availableParallelism, freemem } from "node:os";
import { join } from "node:path";
import { lastLines, runProgram } from "../setup/command.mjs";
import { compileJobs, parseNinjaLine } from "./ninja-progress.mjs";
import { prepareSource } from "./source.mjs";

/** os.freemem() leaves out what the page cache would give back. */
function availableBytes() {
  const kilobytes = readFileSync("/proc/meminfo", "utf8").match(/^MemAvailable:\s+(\d+) kB$/m)?.[1];
  return kilobytes === undefined ? freemem() : Number(kilobytes) * 1024;
}

export class BuildError extends Error {
  constructor(message, output) {
    super(message);
    this.name = "BuildError";
    this.output = output;
  }
}

async function configure(folder, unity) {
  const { code, output } = await runProgram("cmake", [
    "-G",
    "Ninja",
    "-S",
    join(folder, "recipe"),
    "-B",
    join(folder, "out"),
    "-DCMAKE_BUILD_TYPE=",
    `-DUNITY=${unity ? "ON" : "OFF"}`,
    `-DWORKER_SOURCE=${join(folder, "source")}`,
  ]);
  if (code !== 0) throw new BuildError("cmake could not configure the worker build", output);
}

function compile(folder, sourceCount, progress) {
  const jobs = compileJobs({ cores: availableParallelism(), availableBytes: availableBytes() });
  const onLine = (line) => {
    const ninja = parseNinjaLine(line);
    if (!ninja) return;
    const files = Math.round((ninja.finished / ninja.total) * sourceCount);
    progress(`compiling: ${files}/${sourceCount} files, ${jobs} at a time`);
  };
  const env = { ...process.env, NINJA_STATUS: "[%f/%t] " };
  return runProgram("ninja", ["-C", join(folder, "out"), "-j", String(jobs), "mediasoup-worker"], { env, onLine });
}

/**
 * @param {{ workerSource: string, folder: string, progress: (text: string) => void }} options
 *   workerSource: node_modules/mediasoup/worker
 * @returns {Promise<string>} path of the binary
 */
export async function buildWorker({ workerSource, folder, progress }) {
  progress("copying and patching the source");
  const sourceCount = prepareSource(workerSource, folder);
  progress(`compiling: 0/${sourceCount} files`);
  await configure(folder, true);
  let result = await compile(folder, sourceCount, progress);
  if (result.code === 1 && result.output.includes("error:")) {
    progress("compiling each file by itself, because compiling them together failed");
    await configure(folder, false);
    result = await compile(folder, sourceCount, progress);
  }
  if (result.code !== 0) throw new BuildError("compiling the worker failed", lastLines(result.output, 30));
  return join(folder, "out", "mediasoup-worker");
}
