// Where the media worker comes from: MEDIASOUP_WORKER_BIN, the cache, mediasoup's prebuilt binary, a source build.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { release } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import { buildWorker } from "../../worker/build.mjs";
import { BUILD_REQUIREMENTS, RUNTIME_PACKAGES } from "../../worker/requirements.mjs";
import { recipeFiles } from "../../worker/source.mjs";
import { cacheFolder, workerFolder } from "../cache.mjs";
import { ensureRequirements, installCommand, osRelease } from "../debian.mjs";
import { hashFiles } from "../files-hash.mjs";
import { findServerNode } from "../node-runtime.mjs";
import { Problem } from "../problem.mjs";
import { seconds } from "../report.mjs";
import { downloadPrebuilt, prebuiltName, prebuiltUrl } from "../worker/prebuilt.mjs";
import { failsInUse, whatIsWrong } from "../worker/trial.mjs";

const mediasoupPackage = (root) =>
  JSON.parse(readFileSync(join(root, "node_modules", "mediasoup", "package.json"), "utf8"));

/** The recipe and the distribution that it is built for. */
function recipeId() {
  const { ID = "linux", VERSION_ID = "" } = osRelease();
  return hashFiles(recipeFiles.root, recipeFiles.paths, `${ID} ${VERSION_ID}`).slice(0, 8);
}

function placeFor(root) {
  const { version } = mediasoupPackage(root);
  const { platform, arch } = process;
  const folder = workerFolder({ cache: cacheFolder(), version, platform, arch, recipe: recipeId() });
  return { version, folder, path: join(folder, "mediasoup-worker"), origin: join(folder, "origin.json") };
}

function checkGiven(given, { root }) {
  const path = isAbsolute(given) ? given : resolve(given);
  const wrong = whatIsWrong(path) ?? failsInUse(path, { root, node: findServerNode(root), full: false });
  if (wrong) {
    throw new Problem(
      `MEDIASOUP_WORKER_BIN is ${given}, which ${wrong}. Correct it, or unset it, and set-up will find a worker by itself.`,
      "unset MEDIASOUP_WORKER_BIN",
    );
  }
  return path;
}

/** Moves a good binary to its place. The rename comes last, so whatever has the name is whole and checked. */
function install(binary, { path, origin }, how) {
  writeFileSync(origin, `${JSON.stringify({ ...how, at: new Date().toISOString() }, undefined, 2)}\n`);
  renameSync(binary, path);
}

async function tryPrebuilt(context, place, progress) {
  if (process.env.MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD) return "told to skip it";
  progress("looking for mediasoup's prebuilt worker");
  const name = prebuiltName({
    version: place.version,
    platform: process.platform,
    arch: process.arch,
    kernelRelease: release(),
  });
  const url = prebuiltUrl(
    mediasoupPackage(context.root),
    name,
    process.env.MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL,
  );
  const result = await downloadPrebuilt(url, join(place.folder, "download"));
  const wrong =
    result.reason ??
    whatIsWrong(result.path) ??
    failsInUse(result.path, { root: context.root, node: findServerNode(context.root), full: false });
  if (!wrong) install(result.path, place, { from: "prebuilt", url });
  rmSync(join(place.folder, "download"), { recursive: true, force: true });
  return wrong;
}

async function buildFromSource(context, place, progress) {
  await ensureRequirements(BUILD_REQUIREMENTS, "Building the media worker from source", progress);
  const startedAtMs = performance.now();
  const folder = join(place.folder, "build");
  const log = join(place.folder, "build-failed.log");
  mkdirSync(folder, { recursive: true });
  const workerSource = join(context.root, "node_modules", "mediasoup", "worker");
  let binary;
  try {
    binary = await buildWorker({ workerSource, folder, progress });
  } catch (error) {
    writeFileSync(log, error.output ?? error.stack);
    throw new Problem(`Building the media worker from source failed: ${error.message}.`, `less ${log}`);
  }
  progress("checking the new worker: SRTP suites, DTLS handshake");
  const wrong =
    whatIsWrong(binary) ?? failsInUse(binary, { root: context.root, node: findServerNode(context.root), full: true });
  if (wrong) throw new Problem(`The media worker was built from source but ${wrong}`);
  const tookMs = performance.now() - startedAtMs;
  install(binary, place, { from: "source", seconds: Math.round(tookMs / 1000) });
  for (const leftover of [folder, log]) rmSync(leftover, { recursive: true, force: true });
  return tookMs;
}

export const workerStep = {
  name: "worker",

  check(context) {
    const given = process.env.MEDIASOUP_WORKER_BIN;
    if (given) {
      context.workerBin = checkGiven(given, context);
      return `media worker ${given} (MEDIASOUP_WORKER_BIN)`;
    }
    const place = placeFor(context.root);
    if (!existsSync(place.path)) return undefined;
    const wrong = whatIsWrong(place.path);
    if (wrong?.startsWith("needs the library")) {
      throw new Problem(
        `The cached media worker ${wrong}.`,
        installCommand(RUNTIME_PACKAGES, process.getuid?.() !== 0),
      );
    }
    if (wrong) return undefined;
    context.workerBin = place.path;
    return `media worker ${place.version}, ${JSON.parse(readFileSync(place.origin, "utf8")).from}, cached`;
  },

  async run(context, progress) {
    const place = placeFor(context.root);
    context.workerBin = place.path;
    mkdirSync(place.folder, { recursive: true });
    const noPrebuilt = await tryPrebuilt(context, place, progress);
    if (!noPrebuilt) return `media worker ${place.version} downloaded`;
    progress(`no prebuilt worker (${noPrebuilt}); building it from source`);
    const tookMs = await buildFromSource(context, place, progress);
    return `media worker ${place.version} built from source in ${seconds(tookMs)} (prebuilt: ${noPrebuilt})`;
  },
};
