// Ends what it was told of when its standard input closes, that is when the process which started it has ended.

import { execFileSync } from "node:child_process";
import { createInterface } from "node:readline";
import { processFamilies } from "../process-tree.ts";

/** "process 123", "netns NAME", "link NAME" (keeper.ts). */
const kept = new Set<string>();
const input = createInterface({ input: process.stdin });
input.on("line", (line) => {
  const [what, ...thing] = line.split(" ");
  if (what === "keep") kept.add(thing.join(" "));
  else kept.delete(thing.join(" "));
});
input.once("close", () => {
  const things = [...kept].map((thing) => thing.split(" ") as [kind: string, name: string]);
  const namesOf = (wanted: string): string[] => things.flatMap(([kind, name]) => (kind === wanted ? [name] : []));
  const pids = [...namesOf("process"), ...namesOf("netns").flatMap(pidsIn)].map(Number);
  for (const pid of processFamilies(pids)) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // Gone already.
    }
  }
  for (const [kind, name] of things) if (kind !== "process") ip(kind, "delete", name);
});

/** What runs there need not be of any family that is kept: a browser that sleeps does not see its test end. */
const pidsIn = (namespace: string): string[] => ip("netns", "pids", namespace).split("\n").filter(Boolean);

function ip(...args: string[]): string {
  try {
    return execFileSync("ip", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return ""; // It is gone already.
  }
}
