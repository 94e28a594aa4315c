// Packages of the distribution. Holdfast installs them only on Debian and its relatives, only as root, and only those
// that are missing.
import { readFileSync } from "node:fs";
import { findProgram, lastLines, probe, runProgram } from "./command.mjs";
import { Problem } from "./problem.mjs";

/**
 * @typedef {{ package: string, program?: string, pkgConfig?: string, header?: string }} Requirement
 * One thing that has to be there, the Debian package that brings it, and how to recognize it on any distribution.
 */

/** Which requirements are not met. `present` is asked for each. */
export const missingRequirements = (requirements, present) =>
  requirements.filter((requirement) => !present(requirement));

/** @param {Requirement} requirement */
export function isPresent({ program, pkgConfig, header }) {
  if (program) return findProgram(program) !== undefined;
  if (pkgConfig) return probe("pkg-config", ["--exists", pkgConfig]).code === 0;
  return (
    header === undefined || probe("c++", ["-fsyntax-only", "-x", "c++", "-include", header, "/dev/null"]).code === 0
  );
}

/** @returns {Record<string, string>} the fields of os-release */
export function parseOsRelease(text) {
  const fields = {};
  for (const [, key, value] of text.matchAll(/^(\w+)=(.*)$/gm)) fields[key] = value.replace(/^(["'])(.*)\1$/, "$2");
  return fields;
}

export function osRelease() {
  try {
    return parseOsRelease(readFileSync("/etc/os-release", "utf8"));
  } catch {
    return {};
  }
}

const APT_OPTIONS = ["-y", "-q", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300"];

export const installCommand = (packages, sudo) => {
  const prefix = sudo ? "sudo " : "";
  return `${prefix}apt-get update && ${prefix}apt-get install -y --no-install-recommends ${packages.join(" ")}`;
};

/**
 * What stands in the way of installing, if anything. Pure.
 * @returns {Problem | undefined}
 */
export function installObstacle({ packages, why, hasApt, isRoot, osName }) {
  const list = packages.join(", ");
  if (!hasApt) {
    return new Problem(
      `${why} needs what Debian has in the packages ${list}, and ${osName} has no apt-get; install its equivalents ` +
        "with its own package manager, or set MEDIASOUP_WORKER_BIN if it is the media worker that you can get elsewhere.",
    );
  }
  if (!isRoot) {
    return new Problem(
      `${why} needs the packages ${list}, and only root may install them.`,
      installCommand(packages, true),
    );
  }
  return undefined;
}

/** Installs the packages of the requirements that are not met. */
export async function ensureRequirements(requirements, why, progress) {
  const missing = missingRequirements(requirements, isPresent);
  if (missing.length === 0) return [];
  const packages = [...new Set(missing.map((requirement) => requirement.package))];
  const obstacle = installObstacle({
    packages,
    why,
    hasApt: findProgram("apt-get") !== undefined,
    isRoot: process.getuid?.() === 0,
    osName: osRelease().PRETTY_NAME ?? "this system",
  });
  if (obstacle) throw obstacle;

  await aptInstall(packages, why, progress);
  const still = missingRequirements(missing, isPresent);
  if (still.length > 0) {
    throw new Problem(
      `${why} needs ${still.map((r) => r.program ?? r.pkgConfig ?? r.header).join(", ")}, which the packages ` +
        `${still.map((r) => r.package).join(", ")} of this system (${osRelease().PRETTY_NAME}) do not bring.`,
    );
  }
  return packages;
}

async function aptInstall(packages, why, progress) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C" };
  const onLine = (line) => {
    const installing = line.match(/^(?:Get:\d+ \S+ \S+ \S+ (\S+)|Unpacking (\S+)|Setting up (\S+))/);
    if (installing) progress(`installing Debian packages: ${installing.slice(1).find(Boolean)}`);
  };
  progress(`installing Debian packages: ${packages.join(" ")}`);
  const install = () =>
    runProgram("apt-get", ["install", ...APT_OPTIONS, ...packages], { env, onLine, outlives: true });

  let result = await install();
  if (result.output.includes("dpkg was interrupted")) {
    progress("finishing an installation that was interrupted");
    await runProgram("dpkg", ["--configure", "-a"], { env, outlives: true });
    result = await install();
  }
  // The lists of a fresh machine are empty or old. When they are not, not fetching them saves seconds.
  if (result.code !== 0) {
    progress("fetching the package lists");
    await runProgram("apt-get", ["update", "-q", "-o", "DPkg::Lock::Timeout=300"], { env });
    result = await install();
  }
  if (result.code !== 0) {
    const said = lastLines(
      result.output
        .split("\n")
        .filter((line) => /^(E|W|dpkg):/.test(line))
        .join("\n"),
      4,
    );
    throw new Problem(
      `${why} needs Debian packages, and installing them failed${said ? ` (${said.replaceAll("\n", "; ")})` : ""}.`,
      installCommand(packages, false),
    );
  }
}
