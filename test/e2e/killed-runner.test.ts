import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { keep } from "../harness/keeper/keeper.ts";
import { isAlive, processFamilies } from "../harness/process-tree.ts";
import { notReady, ready, waitUntil } from "../harness/wait-until.ts";

const program = fileURLToPath(new URL("../harness/keeper/killed-runner.ts", import.meta.url));

/** Names of namespaces and links begin with who has made them (network.ts). */
function networksOf(pid: number): string[] {
  const listed = ["netns", "link"].map((kind) => execFileSync("ip", [kind, "list"], { encoding: "utf8" }));
  return [...new Set(listed.join("").match(new RegExp(`\\bhf${pid}n\\w+`, "g")))];
}

test("servers, workers, browsers and networks end with the test that started them, when that is killed", async () => {
  const runner = spawn(process.execPath, [program], { stdio: ["ignore", "pipe", "inherit"] });
  keep(runner);
  const [text] = (await once(runner.stdout, "data")) as [Buffer];
  expect(text.toString()).toBe("ready\n");
  const family = [...processFamilies([runner.pid!])];
  // The runner and its keeper, Redis, a replica, two nodes with a worker each, and Chromium's processes.
  expect(family.length).toBeGreaterThan(10);
  // A namespace with its two cables, and a switch with one.
  expect(networksOf(runner.pid!)).toHaveLength(6);
  runner.kill("SIGKILL");
  await waitUntil("all of them have ended", () => {
    const left = [...family.filter(isAlive), ...networksOf(runner.pid!)];
    return left.length === 0 ? ready(undefined) : notReady(`still there: ${left.join(", ")}`);
  });
});
