import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { lastLines, runProgram } from "../command.mjs";
import { hashFiles } from "../files-hash.mjs";
import { commandEnvironment, findServerNode } from "../node-runtime.mjs";
import { Problem } from "../problem.mjs";

// What the SDK and the pages are made from. The lockfile stands for the dependencies.
const INPUTS = ["client", "web", "proto", "package-lock.json", "tsconfig.json", "tsconfig.base.json"];
const CONFIGS = ["client/vite.config.ts", "web/vite.config.ts"];
const OUTPUTS = ["client/dist", "web/dist/index.html"];

// In node_modules, so that `npm ci` takes it away together with the dependencies.
const stampOf = (root) => join(root, "node_modules", ".cache", "holdfast", "pages");

const readStamp = (path) => (existsSync(path) ? readFileSync(path, "utf8") : undefined);

export const pagesStep = {
  name: "pages",

  check(context) {
    const { root } = context;
    if (!CONFIGS.every((path) => existsSync(join(root, path)))) return "no web pages in this checkout";
    context.pagesHash = hashFiles(root, INPUTS);
    const built = OUTPUTS.every((path) => existsSync(join(root, path)));
    return built && readStamp(stampOf(root)) === context.pagesHash ? "web pages are up to date" : undefined;
  },

  async run({ root, pagesHash }, progress) {
    progress("building the SDK and the web pages");
    rmSync(stampOf(root), { force: true });
    const env = commandEnvironment({ root, node: findServerNode(root) });
    const { code, output } = await runProgram("npm", ["run", "build"], { cwd: root, env });
    if (code !== 0) {
      const said = output.split("\n").filter((line) => line.trim() && !/^\s+at /.test(line));
      throw new Problem(`Building the web pages failed:\n${lastLines(said.join("\n"))}`, "npm run build");
    }
    mkdirSync(dirname(stampOf(root)), { recursive: true });
    writeFileSync(stampOf(root), pagesHash);
    return "web pages built";
  },
};
