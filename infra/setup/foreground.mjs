import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { constants } from "node:os";
import { Problem } from "./problem.mjs";

/**
 * Whether Ctrl-C at the terminal reaches the whole process group, the command included: then passing SIGINT on as well
 * would make two of it, and servers take the second one as "stop at once". Fields of /proc/[pid]/stat: 5 pgrp, 8 tpgid.
 */
export function isForegroundGroup(stat) {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields[2] === fields[5];
}

/** Runs the command in this process's stead: same streams, its signals, its way of ending. */
export function runInForeground([program, ...args], env) {
  return new Promise((_resolve, reject) => {
    const child = spawn(program, args, { env, stdio: "inherit" });
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP", "SIGUSR2"]) {
      process.on(signal, () => {
        if (signal === "SIGINT" && isForegroundGroup(readFileSync("/proc/self/stat", "utf8"))) return;
        child.kill(signal);
      });
    }
    child.on("error", (error) => reject(new Problem(`${program} cannot be started (${error.code ?? error.message}).`)));
    child.on("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
  });
}
