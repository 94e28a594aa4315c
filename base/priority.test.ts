import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { json } from "node:stream/consumers";
import { describe, expect, it } from "vitest";

const mayRaise = process.getuid?.() === 0 && existsSync("/proc/self/autogroup");

/**
 * What the kernel says of priorities after a process has asked for another: its own, that of a child it had already, and
 * that of its session, which it leads or is in with a shell. The session is new in either case: the one that the tests run
 * in may have no autogroup.
 */
async function asked(niceness: number, leads: boolean): Promise<unknown> {
  const script = `
    import { spawn } from "node:child_process";
    import { readFileSync } from "node:fs";
    import { getPriority } from "node:os";
    import { runAtNiceness } from "./base/priority.ts";
    const ofSession = () => Number(readFileSync("/proc/self/autogroup", "utf8").split("nice")[1]);
    const before = ofSession();
    const child = spawn("sleep", ["60"]);
    runAtNiceness(${niceness}, { debug: () => {} }, [child.pid]);
    console.log(JSON.stringify({ own: getPriority(), child: getPriority(child.pid), session: ofSession() - before }));
    child.kill();`;
  const node = [process.execPath, "--input-type=module", "-e", script] as const;
  const [command, ...args] = leads ? node : (["sh", "-c", '"$@"; exit', "sh", ...node] as const);
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"], detached: true });
  return json(child.stdout);
}

describe.skipIf(!mayRaise)("the priority of a process", () => {
  it("is that of its session too, when the session is its own", async () => {
    expect(await asked(-10, true)).toEqual({ own: -10, child: -10, session: -10 });
  });

  it("leaves a session alone that others are in", async () => {
    expect(await asked(-10, false)).toEqual({ own: -10, child: -10, session: 0 });
  });

  it("stays as it is at 0", async () => {
    expect(await asked(0, true)).toMatchObject({ session: 0 });
  });
});
