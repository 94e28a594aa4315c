// What a test has started ends with it, also when it is killed by SIGKILL. Nobody can do anything then but another process:
// keeper-process.ts, which hears of the end by a pipe that closes. Those who are kept notice nothing of it.

import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("keeper-process.ts", import.meta.url));

/** One for all that this process starts. */
let keeper: ChildProcess | undefined;

/** Should this process end, however it does, the child and all that it has started are killed. */
export function keep(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined) return;
  child.once("exit", keepThing(`process ${pid}`));
}

/**
 * Should this process end, it is deleted: a network namespace, with all that runs there, or a link of this machine. To be
 * called before it is made; returns what takes that back.
 */
export function keepNetwork(kind: "netns" | "link", name: string): () => void {
  return keepThing(`${kind} ${name}`);
}

function keepThing(thing: string): () => void {
  tell(`keep ${thing}`);
  return () => tell(`forget ${thing}`);
}

function tell(line: string): void {
  keeper ??= startKeeper();
  keeper.stdin!.write(`${line}\n`);
}

function startKeeper(): ChildProcess {
  // In a session of its own: what ends this one by its process group, or from a terminal, does not end the keeper.
  const env = { PATH: process.env["PATH"] };
  const child = spawn(process.execPath, [program], { stdio: ["pipe", "ignore", "inherit"], detached: true, env });
  child.unref();
  (child.stdin as unknown as { unref(): void }).unref();
  return child;
}
