// Adds to package-lock.json the optional packages for other platforms that npm left out.
//
// Tools with native parts list one optional package for each platform. npm writes those into the lockfile that the
// registry knows; a mirror that carries only some of them gives a lockfile without the others, and then `npm ci` refuses
// it everywhere ("Missing: ... from lock file"). The entries added here name the exact version and the platform, which is
// all that npm needs to leave the package out where it does not fit. Run it after each `npm install`:
//   node infra/setup/complete-lockfile.mjs
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const SYSTEMS = ["android", "darwin", "freebsd", "linux", "openharmony", "win32"];
const PROCESSORS = ["arm", "arm64", "ia32", "ppc64", "riscv64", "s390x", "x64"];

/** What "@oxlint/binding-linux-x64-musl" says about where it runs. */
export function platformOf(name) {
  const words = name.slice(name.lastIndexOf("/") + 1).split("-");
  const os = SYSTEMS.find((system) => words.includes(system));
  const cpu = PROCESSORS.find((processor) => words.includes(processor));
  if (!os || !cpu) return undefined;
  const musl = words.some((word) => word.startsWith("musl"));
  const glibc = words.some((word) => word.startsWith("gnu"));
  return { os: [os], cpu: [cpu], ...(os === "linux" && (musl || glibc) && { libc: [musl ? "musl" : "glibc"] }) };
}

/** Whether a package at `from` finds `name`, the way Node looks through the folders above it. */
function resolves(packages, from, name) {
  const parents = from.split("/node_modules/").map((_, i, parts) => parts.slice(0, i + 1).join("/node_modules/"));
  return ["", ...parents].some((folder) => packages[`${folder}${folder && "/"}node_modules/${name}`] !== undefined);
}

/** @returns {{ lockfile: object, added: string[] }} a completed copy */
export function completeLockfile(lockfile) {
  const packages = { ...lockfile.packages };
  const added = [];
  for (const [path, { optionalDependencies = {}, dev }] of Object.entries(lockfile.packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const platform = platformOf(name);
      if (!platform || !/^\d+\.\d+\.\d+/.test(version) || resolves(packages, path, name)) continue;
      packages[`node_modules/${name}`] = { version, ...(dev && { dev }), optional: true, ...platform };
      added.push(name);
    }
  }
  const sorted = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, "en"));
  return { lockfile: { ...lockfile, packages: Object.fromEntries(sorted) }, added };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = fileURLToPath(new URL("../../package-lock.json", import.meta.url));
  const { lockfile, added } = completeLockfile(JSON.parse(readFileSync(path, "utf8")));
  if (added.length > 0) writeFileSync(path, `${JSON.stringify(lockfile, undefined, 2)}\n`);
  process.stdout.write(`${added.length} optional packages of other platforms added to package-lock.json\n`);
}
