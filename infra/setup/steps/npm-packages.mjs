import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findProgram, lastLines, runProgram } from "../command.mjs";
import { Problem } from "../problem.mjs";

// Written after `npm ci` ended well, with the lockfile's hash in it.
const stampOf = (root) => join(root, "node_modules", ".holdfast-installed");

const readJson = (path) => {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
};

const readText = (path) => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
};

const lockHash = (root) =>
  createHash("sha256")
    .update(readText(join(root, "package-lock.json")))
    .digest("hex");

/** npm's rule for `os` and `cpu`: a list of names, or of names that are excluded. */
function fits(list, value) {
  if (!list) return true;
  return list.some((item) => item.startsWith("!")) ? !list.includes(`!${value}`) : list.includes(value);
}

/**
 * Whether what npm says it installed (node_modules/.package-lock.json, which it writes last) is what the lockfile asks
 * for on this machine. So a node_modules that somebody made with npm itself is taken as it is. Pure.
 */
export function installedMatches(wanted, installed, { platform, arch }) {
  if (!wanted?.packages || !installed?.packages) return false;
  return Object.entries(wanted.packages).every(([path, { version, link, optional, os, cpu, libc }]) => {
    if (path === "" || link) return true;
    const have = installed.packages[path];
    // Which libc this is, npm knows; a missing package that is for one of them only is not held against it.
    if (!have) return optional === true && (libc !== undefined || !fits(os, platform) || !fits(cpu, arch));
    return have.version === version;
  });
}

/** One dependency that every installation has: that the folder is there at all. */
const isInstalled = (root) => existsSync(join(root, "node_modules", "mediasoup", "package.json"));

export const npmPackagesStep = {
  name: "packages",

  check({ root }) {
    if (!existsSync(join(root, "package-lock.json"))) {
      throw new Problem(`${root} has no package-lock.json; run set-up in a whole checkout of Holdfast.`);
    }
    if (!isInstalled(root)) return undefined;
    if (readText(stampOf(root)) === lockHash(root)) return "npm packages match the lockfile";
    const wanted = readJson(join(root, "package-lock.json"));
    const installed = readJson(join(root, "node_modules", ".package-lock.json"));
    return installedMatches(wanted, installed, process) ? "npm packages match the lockfile" : undefined;
  },

  async run({ root }, progress) {
    const npm = findProgram("npm");
    if (!npm) throw new Problem("npm is not on the PATH; it comes with Node, so install Node whole.");
    const total = Object.keys(readJson(join(root, "package-lock.json"))?.packages ?? {}).length - 1;
    progress(`npm ci: ${total} packages`);

    rmSync(stampOf(root), { force: true });
    const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--include=dev", "--include=optional"];
    // npm removes node_modules first, so it must not run on the Node that lies there.
    const path = (process.env.PATH ?? "").split(":").filter((folder) => !folder.startsWith(join(root, "node_modules")));
    const { code, output, error } = await runProgram(npm, args, {
      cwd: root,
      env: { ...process.env, PATH: path.join(":") },
    });
    if (output.includes("npm error code EUSAGE")) {
      throw new Problem(
        "npm finds that package.json and package-lock.json do not agree.",
        "npm install --ignore-scripts && node infra/setup/complete-lockfile.mjs",
      );
    }
    if (code !== 0) {
      const why = lastLines(
        error?.message ??
          output
            .split("\n")
            .filter((line) => /npm (ERR!|error)/.test(line))
            .slice(0, 3)
            .join("; "),
      );
      throw new Problem(
        `Installing the npm packages failed (${why || "npm said nothing"}).`,
        "npm ci --ignore-scripts",
      );
    }
    writeFileSync(stampOf(root), lockHash(root));
    return "npm packages installed";
  },
};
