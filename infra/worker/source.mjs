// A patched copy of the worker's source, so that node_modules stays as npm made it, and an interrupted build can go on
// from whichever clone set-up is run in next.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { lastLines, probe } from "../setup/command.mjs";
import { mesonList } from "./meson-lists.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const RECIPE = ["CMakeLists.txt", "shim", "patches"];

/** Everything in this folder that the binary depends on; its hash is part of the cache's folder name. */
export const recipeFiles = { root: here, paths: RECIPE };

/** CMake reads the lists from the package's own meson.build files, so that a new mediasoup version needs no edit. */
function sourceLists(tree) {
  const read = (path) => readFileSync(join(tree, path), "utf8");
  const sources = [
    ...mesonList(read("meson.build"), "common_sources"),
    "src/main.cpp",
    ...mesonList(read("deps/libwebrtc/meson.build"), "libwebrtc_sources").map((path) => `deps/libwebrtc/${path}`),
  ];
  const schemas = mesonList(read("fbs/meson.build"), "flatbuffers_schemas");
  return { sources, schemas };
}

const cmakeList = (name, items) => `set(${name}\n${items.map((item) => `  "${item}"\n`).join("")})\n`;

/**
 * Makes `folder/source` and `folder/recipe`. A marker written last tells a whole copy from an interrupted one.
 * @param {string} workerSource node_modules/mediasoup/worker
 * @returns {number} how many C++ sources there are
 */
export function prepareSource(workerSource, folder) {
  const tree = join(folder, "source");
  const recipe = join(folder, "recipe");
  const marker = join(folder, "prepared");
  if (existsSync(marker)) return Number(readFileSync(marker, "utf8"));

  for (const old of [tree, recipe]) rmSync(old, { recursive: true, force: true });
  mkdirSync(recipe, { recursive: true });
  for (const part of ["src", "include", "deps", "fbs", "meson.build"]) {
    cpSync(join(workerSource, part), join(tree, part), { recursive: true, preserveTimestamps: true });
  }
  for (const part of RECIPE)
    cpSync(join(here, part), join(recipe, part), { recursive: true, preserveTimestamps: true });

  for (const name of readdirSync(join(recipe, "patches")).sort()) {
    const args = ["--batch", "--forward", "--fuzz=0", "-p1", "-d", tree, "-i", join(recipe, "patches", name)];
    const { code, output } = probe("patch", args);
    if (code !== 0) throw new Error(`patches/${name} does not apply to this mediasoup version:\n${lastLines(output)}`);
  }

  const { sources, schemas } = sourceLists(tree);
  writeFileSync(join(tree, "lists.cmake"), cmakeList("SOURCES", sources) + cmakeList("SCHEMAS", schemas));
  writeFileSync(marker, String(sources.length));
  return sources.length;
}
