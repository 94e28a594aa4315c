import { osRelease } from "../debian.mjs";
import { SETUP_NODE, versionAtLeast } from "../node-runtime.mjs";
import { Problem } from "../problem.mjs";

/** What is wrong with the machine itself, if anything. Pure. */
export function machineProblem({ platform, arch, version }) {
  if (platform !== "linux") {
    return new Problem(
      `Holdfast's servers run on Linux; this is ${platform}. Use a Linux machine, virtual machine or container.`,
    );
  }
  if (arch !== "x64" && arch !== "arm64") {
    return new Problem(`Holdfast runs on x64 and arm64 processors; this one is ${arch}.`);
  }
  if (!versionAtLeast(version, SETUP_NODE)) {
    return new Problem(
      `Set-up needs Node ${SETUP_NODE.join(".")} or newer; this is ${version}. Install a newer one and run it again.`,
    );
  }
  return undefined;
}

export const machineStep = {
  name: "machine",
  check() {
    const problem = machineProblem(process);
    if (problem) throw problem;
    return `Linux ${process.arch}, ${osRelease().PRETTY_NAME ?? "unknown distribution"}, Node ${process.version}`;
  },
};
