// Kills what it was told of when its standard input closes, that is when the process which started it has ended.

import { createInterface } from "node:readline";
import { processFamilies } from "../process-tree.ts";

const kept = new Set<number>();
const input = createInterface({ input: process.stdin });
input.on("line", (line) => {
  const [what, pid] = line.split(" ");
  if (what === "keep") kept.add(Number(pid));
  else kept.delete(Number(pid));
});
input.once("close", () => {
  for (const pid of processFamilies(kept)) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // Gone already.
    }
  }
});
