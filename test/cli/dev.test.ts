import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { freePorts } from "../harness/free-ports.ts";
import { childPids, isAlive } from "../harness/process-tree.ts";
import { ServerProcess } from "../harness/server-process.ts";
import { notReady, ready, waitUntil } from "../harness/wait-until.ts";

const workers = 2;
let dev: ServerProcess | undefined;
afterEach(async () => {
  await dev?.stop();
});

interface DevNode {
  id: string;
  pid: number;
  state: string;
  workers: { pid: number; alive: boolean }[];
}

async function startDev() {
  const first = await freePorts(40);
  const args = ["--port", first, "--control-port", first + 1, "--rtc-port", first + 10, "--workers", workers].map(
    String,
  );
  const server = new ServerProcess({ name: "dev", args: ["cli/main.ts", "dev", ...args], env: {} });
  dev = server;
  const url = `http://localhost:${first}`;
  const isReady = (): boolean => server.log().some((line) => line.includes("Meeting page") && line.includes(url));
  await waitUntil("dev is ready", () => (isReady() ? ready(undefined) : notReady(server.logTail())), {
    timeoutMs: 40_000,
  });
  const nodes = async (): Promise<DevNode[]> =>
    ((await (await fetch(`${url}/v1/dev/nodes`)).json()) as { nodes: DevNode[] }).nodes;
  const kill = async (id: string, target: string): Promise<number> => {
    const headers = { "content-type": "application/json" };
    const reply = await fetch(`${url}/v1/dev/nodes/${id}/kill`, {
      method: "POST",
      headers,
      body: JSON.stringify({ target }),
    });
    return ((await reply.json()) as { killedPid: number }).killedPid;
  };
  const post = async (path: string): Promise<unknown> =>
    (await fetch(`${url}/v1/dev/nodes/${path}`, { method: "POST" })).json();
  return { server, nodes, kill, post };
}

/** As `ps` shows it: T = stopped. */
const processState = (pid: number): string => / \(.*\) (\w)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8"))?.[1] ?? "";

const nodePids = (server: ServerProcess): number[] => childPids(server.pid);
const allPids = (server: ServerProcess): number[] => [
  server.pid,
  ...nodePids(server),
  ...nodePids(server).flatMap((pid) => childPids(pid)),
];

async function gone(pids: readonly number[]): Promise<void> {
  await waitUntil(
    "no process is left",
    () => {
      const left = pids.filter(isAlive);
      return left.length === 0 ? ready(undefined) : notReady(`still there: ${left.join(", ")}`);
    },
    { timeoutMs: 20_000 },
  );
}

describe("holdfast dev", () => {
  it("starts two nodes with their workers, and leaves no process behind when it is told to end", async () => {
    const { server, nodes } = await startDev();
    expect((await nodes()).map(({ id, state }) => [id, state])).toEqual([
      ["node-a", "live"],
      ["node-b", "live"],
    ]);
    const pids = allPids(server);
    expect(pids).toHaveLength(1 + 2 * (1 + workers));
    server.signal("SIGINT");
    await gone(pids);
    // Its exit code reaches us a moment after the process is gone.
    await waitUntil("its exit is known", () => (server.running ? notReady("no exit event yet") : ready(undefined)));
    expect(server.exitDescription).toBe("ended with code 0");
  });

  it("leaves no process behind when it is killed itself", async () => {
    const { server } = await startDev();
    const pids = allPids(server);
    server.signal("SIGKILL");
    await gone(pids);
  });

  it("hangs a node with its workers, lets it go on, and ends even what hangs", async () => {
    const { server, nodes, post } = await startDev();
    const [, before] = await nodes();
    const tree = [before!.pid, ...before!.workers.map(({ pid }) => pid)];
    const stateIs = (id: string, wanted: string) =>
      waitUntil(`${id} is ${wanted}`, async () => {
        const state = (await nodes()).find((node) => node.id === id)?.state;
        return state === wanted ? ready(undefined) : notReady(`it is ${state}`);
      });
    const { pids } = (await post("node-b/hang")) as { pids: number[] };
    expect(pids.toSorted()).toEqual(tree.toSorted());
    await waitUntil("they have stopped", () => {
      const states = tree.map(processState).join("");
      return states === "T".repeat(tree.length) ? ready(undefined) : notReady(`their states: ${states}`);
    });
    await stateIs("node-b", "suspect");
    await post("node-b/resume");
    await stateIs("node-b", "live");
    expect((await nodes())[1]!.pid).toBe(before!.pid);

    await post("node-a/hang");
    const all = allPids(server);
    server.signal("SIGINT");
    await gone(all);
  });

  it("kills nodes and workers for real, and starts them again", async () => {
    const { nodes, kill } = await startDev();
    const [before] = await nodes();
    const worker = await kill("node-a", "worker");
    expect(before!.workers.map(({ pid }) => pid)).toContain(worker);
    await gone([worker]);
    const node = await kill("node-a", "node");
    expect(node).toBe(before!.pid);
    await gone([node]);
    await waitUntil(
      "node-a is back",
      async () => {
        const [now] = await nodes();
        const back =
          now!.state === "live" && now!.pid !== node && now!.workers.filter(({ alive }) => alive).length === workers;
        return back ? ready(undefined) : notReady(JSON.stringify(now));
      },
      { timeoutMs: 20_000 },
    );
  });
});
