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
async function asked(niceness: number, leads: boolean, before = ""): Promise<unknown> {
  const script = `
    import { spawn } from "node:child_process";
    import { readFileSync } from "node:fs";
    import { getPriority } from "node:os";
    import { runAtNiceness, stepBack } from "./base/priority.ts";
    const ofSession = () => Number(readFileSync("/proc/self/autogroup", "utf8").split("nice")[1]);
    const before = ofSession();
    ${before}
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

  it("is that of others again after it had stepped back, with all its threads", async () => {
    const threads = `import { readdirSync } from "node:fs";
      const ofThreads = () => [...new Set(readdirSync("/proc/self/task").map((thread) => getPriority(Number(thread))))];
      stepBack();
      if (ofThreads().join() !== "10" || ofSession() - before !== 10) throw new Error("it has not stepped back");`;
    expect(await asked(-10, true, threads)).toEqual({ own: -10, child: -10, session: -10 });
    expect(await asked(0, true, threads)).toEqual({ own: 0, child: 0, session: 0 });
  });

  it("is not lowered by who may not raise it again", async () => {
    expect(await asked(-10, true, "process.setuid(65534); stepBack();")).toMatchObject({ own: 0, session: 0 });
  });
});
