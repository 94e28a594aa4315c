// Builds the worker in a folder of its own: `folder/source`, `folder/recipe`, `folder/out`. Calling it again after an
// interruption goes on where it stopped.
import { readFileSync } from "node:fs";
import { availableParallelism, freemem } from "node:os";
import { join } from "node:path";
import { lastLines, runProgram } from "../setup/command.mjs";
import { compileJobs, failedGroups, parseNinjaLine } from "./ninja-progress.mjs";
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

/** separateGroups: see CMakeLists.txt */
async function configure(folder, separateGroups) {
  const options = [
    "CMAKE_BUILD_TYPE=",
    `SEPARATE_GROUPS=${separateGroups.join(";")}`,
    `WORKER_SOURCE=${join(folder, "source")}`,
  ];
  const folders = ["-S", join(folder, "recipe"), "-B", join(folder, "out")];
  const { code, output } = await runProgram("cmake", [
    "-G",
    "Ninja",
    ...folders,
    ...options.map((option) => `-D${option}`),
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
  const args = ["-C", join(folder, "out"), "-j", String(jobs), "-k", "0", "mediasoup-worker"];
  return runProgram("ninja", args, { env, onLine });
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
  await configure(folder, []);
  let result = await compile(folder, sourceCount, progress);
  const failed = result.code === 0 ? [] : failedGroups(result.output);
  if (failed.length > 0) {
    progress(`compiling ${failed.length} parts file by file, because their files do not go together`);
    await configure(folder, failed);
    result = await compile(folder, sourceCount, progress);
  }
  if (result.code !== 0) throw new BuildError("compiling the worker failed", lastLines(result.output, 30));
  return join(folder, "out", "mediasoup-worker");
}
