// mediasoup's own prebuilt worker: the same name and address as its post-install script uses.
import { createWriteStream, rmSync } from "node:fs";
import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { lastLines, probe } from "../command.mjs";

const ANSWER_TIMEOUT_MS = 5_000;
const DOWNLOAD_TIMEOUT_MS = 60_000;

/** Name of the archive for a machine: Linux kernels count by their major version. */
export function prebuiltName({ version, platform, arch, kernelRelease }) {
  const kernel = platform === "linux" ? `-kernel${Number.parseInt(kernelRelease, 10)}` : "";
  return `mediasoup-worker-${version}-${platform}-${arch}${kernel}.tgz`;
}

/** Address of the archive, from the package's own package.json. */
export function prebuiltUrl(mediasoupPackage, name, baseUrl) {
  const repository = mediasoupPackage.repository.url.replace(/^git\+/, "").replace(/\.git$/, "");
  return `${baseUrl || `${repository}/releases/download`}/${mediasoupPackage.version}/${name}`;
}

/** fetch itself only says "fetch failed"; the system's reason is in its cause. */
function reasonOf(error) {
  if (error.name === "TimeoutError" || error.name === "AbortError") return "its server does not answer";
  return error.cause?.code ? `its server is not reachable, ${error.cause.code}` : error.message;
}

/**
 * Downloads and unpacks the archive into `folder`.
 * @returns {Promise<{ path: string } | { reason: string }>} reason: why there is none, in a few words
 */
export async function downloadPrebuilt(url, folder) {
  const archive = join(folder, "prebuilt.tgz");
  const noAnswer = new AbortController();
  const timer = setTimeout(() => noAnswer.abort(), ANSWER_TIMEOUT_MS);
  try {
    await mkdir(folder, { recursive: true });
    const signal = AbortSignal.any([noAnswer.signal, AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS)]);
    const response = await fetch(url, { signal });
    clearTimeout(timer);
    if (!response.ok || !response.body) return { reason: `the server answered ${response.status}` };
    await pipeline(Readable.fromWeb(response.body), createWriteStream(archive));

    const { code, output } = probe("tar", ["-xzf", archive, "-C", folder, "mediasoup-worker"]);
    if (code !== 0) return { reason: `the archive cannot be unpacked: ${lastLines(output, 1)}` };
    const path = join(folder, "mediasoup-worker");
    await chmod(path, 0o755);
    return { path };
  } catch (error) {
    return { reason: reasonOf(error) };
  } finally {
    clearTimeout(timer);
    rmSync(archive, { force: true });
  }
}
