// Does a binary start, and is it a mediasoup worker?
import { statSync } from "node:fs";
import { join } from "node:path";
import { lastLines, probe } from "../command.mjs";

// What the worker exits with when the environment variable MEDIASOUP_VERSION is missing (its src/main.cpp).
const EXIT_WITHOUT_VERSION = 41;

/**
 * Starts the binary with an empty environment: some 10 ms, and shows missing libraries or a wrong file.
 * @returns {string | undefined} what is wrong with it
 */
export function whatIsWrong(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return "does not exist";
  if (!stat.isFile()) return "is not a file";
  const { code, signal, output, error } = probe(path, [], { env: {}, timeoutMs: 5_000 });
  if (code === EXIT_WITHOUT_VERSION) return undefined;
  if (error?.code === "EACCES") return "may not be executed";
  if (error?.code === "ETIMEDOUT")
    return "does not behave like a mediasoup worker (it keeps running without being asked)";
  if (error) return `cannot be started (${error.code ?? error.message})`;
  const missing = output.match(/(\S+\.so\S*): cannot open shared object file/)?.[1];
  if (missing) return `needs the library ${missing}, which is not installed`;
  const said = lastLines(output, 1);
  return `is not a mediasoup worker (it ended with ${signal ?? `exit code ${code}`}${said ? `: ${said}` : ""})`;
}

/**
 * Puts the worker to use through mediasoup itself, see infra/worker/verify.
 * @returns {string | undefined} what is wrong with it
 */
export function failsInUse(path, { root, node, full }) {
  const args = [join(root, "infra", "worker", "verify.mjs"), ...(full ? [] : ["--fast"])];
  const env = { ...process.env, MEDIASOUP_WORKER_BIN: path };
  const { code, output } = probe(node.path, args, { env, timeoutMs: 60_000 });
  return code === 0 ? undefined : `failed its check: ${lastLines(output, 8)}`;
}
