// The operator's commands against a real cluster: every process here is one.

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Cluster, startCluster } from "../harness/cluster.ts";
import { freePorts } from "../harness/free-ports.ts";
import { repoRoot } from "../harness/server-process.ts";
import { RedisServer } from "../harness/redis-server.ts";
import { notReady, ready, waitUntil } from "../harness/wait-until.ts";
import { RawClient } from "../signaling/raw-client.ts";

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster({ nodes: 2, workers: 1 });
});
afterAll(() => cluster.close());

interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

function start(args: string[], env: Record<string, string> = {}) {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("HOLDFAST_")));
  const child = spawn(process.execPath, ["cli/holdfast.js", ...args], {
    cwd: repoRoot,
    env: { ...inherited, NO_COLOR: "1", HOLDFAST_URL: cluster.url, HOLDFAST_API_KEYS: cluster.apiKey, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { stdout: "", stderr: "" };
  child.stdout.on("data", (text: Buffer) => (said.stdout += text.toString()));
  child.stderr.on("data", (text: Buffer) => (said.stderr += text.toString()));
  const ended = new Promise<Ran>((resolve) => child.once("close", (code) => resolve({ code, ...said })));
  return { child, said, ended };
}
const holdfast = (args: string[], env?: Record<string, string>): Promise<Ran> => start(args, env).ended;

async function enter(room: string, identity: string) {
  const client = await RawClient.connect(cluster.url);
  const reply = await client.join(await cluster.mint({ room, identity }));
  // Who is not heard of for long is taken for away, and not moved.
  setInterval(() => void client.rpc.request("ping", {}).catch(() => {}), 5_000).unref();
  return { client, nodeId: reply.offer!.path!.nodeId! };
}

describe("looking", () => {
  it("lists nodes and rooms, as a table and as JSON", async () => {
    const { nodeId } = await enter("lobby", "ann");
    const table = await holdfast(["nodes"]);
    expect(table.code).toBe(0);
    expect(table.stdout).toMatch(/^NODE +STATE +SERVING +LOAD/);
    expect(table.stdout).toMatch(/^node-1 +live +serving +/m);
    const { nodes } = JSON.parse((await holdfast(["nodes", "--json"])).stdout);
    expect(nodes.map(({ id, serving }: { id: string; serving: string }) => [id, serving])).toEqual([
      ["node-1", "serving"],
      ["node-2", "serving"],
    ]);
    expect((await holdfast(["rooms"])).stdout).toMatch(new RegExp(`^lobby +${nodeId} +1 +1$`, "m"));
  });

  it("top shows it all at once, and again and again until it is told to end", async () => {
    const once = await holdfast(["top", "--once"]);
    expect(once.code).toBe(0);
    expect(once.stdout).toContain("2/2 nodes live, 1 rooms, 1 sessions");
    expect(once.stdout).toContain("lobby");
    const { child, said, ended } = start(["top", "--json", "--interval", "300ms"]);
    const looks = () => said.stdout.split("\n").slice(0, -1);
    await waitUntil("it has looked three times", () =>
      looks().length >= 3 ? ready(undefined) : notReady(said.stdout + said.stderr),
    );
    child.kill("SIGTERM");
    await ended;
    const [first, second] = looks().map((line) => JSON.parse(line));
    expect(first).toMatchObject({ nodes: [{ id: "node-1" }, { id: "node-2" }], rooms: [{ name: "lobby" }] });
    expect(second.atMs).toBeGreaterThan(first.atMs);
  });

  it.each(["failovers", "top --once", "nodes", "cordon node-1", "drain node-1"])(
    "%s without the right key: one sentence",
    async (line) => {
      const { code, stdout, stderr } = await holdfast(line.split(" "), { HOLDFAST_API_KEYS: `test:${"x".repeat(32)}` });
      expect([code, stdout]).toEqual([1, ""]);
      expect(stderr).toMatch(/^holdfast: http:\S+ refused: .*unknown API key.*\n$/);
    },
  );
});

describe("operating", () => {
  it("cordons and uncordons", async () => {
    const cordoned = await holdfast(["cordon", "node-1", "--json"]);
    expect(JSON.parse(cordoned.stdout)).toMatchObject({ id: "node-1", serving: "cordoned" });
    expect((await enter("elsewhere", "bo")).nodeId).toBe("node-2");
    expect((await holdfast(["uncordon", "node-1"])).stdout).toMatch(/^node-1 is serving/);
    expect(await holdfast(["cordon", "node-9"])).toMatchObject({ code: 1, stderr: expect.stringContaining("node-9") });
  });

  it("drains a node to its end, shows how that gets on, and tells of it afterwards", async () => {
    const { nodeId, client } = await enter("moving", "cy");
    const { code, stdout, stderr } = await holdfast(["drain", nodeId, "--timeout", "1m"]);
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(new RegExp(`^${nodeId} is empty and cordoned; \\d+ rooms moved`)),
    ]);
    expect(stderr).toMatch(/\d+\/\d+ rooms moved/);
    expect(client.events.some(({ body }) => body === "pathOffered")).toBe(true);

    const { failovers } = JSON.parse((await holdfast(["failovers", "--json"])).stdout);
    expect(failovers).toContainEqual(
      expect.objectContaining({ room: "moving", cause: "node_drained", fromNode: nodeId }),
    );
    expect((await holdfast(["failovers", "--limit", "1"])).stdout.trim().split("\n")).toHaveLength(2);

    // The other one carries everything now, and has nowhere to move it.
    const other = nodeId === "node-1" ? "node-2" : "node-1";
    const refused = await holdfast(["drain", other]);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining("No other node takes rooms")]);
    const late = await holdfast(["drain", other, "--force", "--timeout", "1s"]);
    expect(late).toMatchObject({ code: 2, stdout: expect.stringMatching(/deadline came first.*no_capacity/) });

    const waiting = start(["drain", other, "--force"]);
    await waitUntil("it drains", async () => {
      const { state } = (await (await cluster.api(`/v1/nodes/${other}/drain`)).json()) as { state: string };
      return state === "draining" ? ready(undefined) : notReady(state);
    });
    expect(await holdfast(["drain", other, "--cancel"])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("serving"),
    });
    expect(await waiting.ended).toMatchObject({ code: 3, stdout: expect.stringContaining("cancelled") });
    for (const id of ["node-1", "node-2"]) expect((await holdfast(["uncordon", id])).code).toBe(0);
  });

  it("--no-wait begins and ends; JSON is the drain itself", async () => {
    const { nodeId } = await enter("later", "di");
    const { code, stdout } = await holdfast(["drain", nodeId, "--no-wait", "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ nodeId, state: "draining" });
    await holdfast(["drain", nodeId, "--cancel"]);
  });
});

describe("doctor", () => {
  interface Checked {
    name: string;
    status: string;
    found: string;
    todo: string;
  }
  const examine = async (args: string[], env: Record<string, string> = {}) => {
    const { code, stdout } = await holdfast(["doctor", "--json", ...args], env);
    const { checks } = JSON.parse(stdout) as { checks: Checked[] };
    return { code, of: (name: string) => checks.filter((check) => check.name === name), checks };
  };

  it("finds a cluster that is well, and this machine's limits", async () => {
    const port = await freePorts(4);
    const { code, of, checks } = await examine([], {
      HOLDFAST_CLUSTER_SECRET: "s".repeat(32),
      HOLDFAST_NODES: cluster.nodes.map(({ controlUrl }) => controlUrl).join(","),
      HOLDFAST_HTTP_PORT: String(port),
      HOLDFAST_CONTROL_PORT: String(port + 1),
      HOLDFAST_RTC_PORT: String(port + 2),
      HOLDFAST_WORKERS: "2",
      HOLDFAST_MAX_SESSIONS: "100",
    });
    for (const name of ["configuration", "media worker", "ports", "open files", "signaling", "TLS", "clock"])
      expect(of(name)).toEqual(of(name).map(({ found }) => ({ name, status: "ok", found, todo: "" })));
    expect(of("nodes").map(({ found }) => found)).toEqual(["node-1 is live and serving", "node-2 is live and serving"]);
    // A node that carries much more than the others is given no new room to try it with.
    const media = of("media").map(({ status, found }) => `${status} ${found.split(" at ")[0]}`);
    expect(media.some((found) => /^ok node-\d answers$/.test(found))).toBe(true);
    for (const found of media) expect(found).toMatch(/^ok node-\d answers$|^skip node-\d took no room/);
    const [receive] = of("UDP buffers");
    expect(receive!.found).toContain(readFileSync("/proc/sys/net/core/rmem_max", "utf8").trim());
    // Whatever is not well says what to do.
    expect(checks.filter(({ status, todo }) => (status === "warn" || status === "fail") && todo === "")).toEqual([]);
    expect(code).toBe(checks.some(({ status }) => status === "fail") ? 1 : 0);
  });

  it("looks at the certificate of the URL as a browser would", async () => {
    const folder = mkdtempSync(join(tmpdir(), "holdfast-doctor-"));
    const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
    const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
    const made = spawnSync("openssl", [
      "req",
      "-x509",
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:P-256",
      "-nodes",
      "-days",
      "5",
      "-keyout",
      key,
      "-out",
      cert,
      ...subject,
    ]);
    expect([made.status, made.stderr.toString()]).toEqual([0, expect.any(String)]);
    const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_request, reply) =>
      reply.end("{}"),
    );
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const url = ["--url", `https://localhost:${port}`];
    const stranger = await examine(url);
    expect(stranger.of("TLS")).toMatchObject([{ status: "fail", found: expect.stringMatching(/self.signed/i) }]);
    const known = await examine(url, { NODE_EXTRA_CA_CERTS: cert });
    expect(known.of("TLS")).toMatchObject([{ status: "warn", found: expect.stringMatching(/valid for [45] days/) }]);
    // It answers, and is something else.
    expect(known.of("signaling")).toMatchObject([{ status: "fail", found: expect.stringContaining("not Holdfast") }]);
    server.close();
    rmSync(folder, { recursive: true });
  });

  it("says what is wrong, and what to do", async () => {
    const { code, of } = await examine(["--url", "http://127.0.0.1:1"], {
      HOLDFAST_CLUSTER_SECRET: "short",
      HOLDFAST_REDIS_URL: "redis://127.0.0.1:1",
      HOLDFAST_NODES: "ws://127.0.0.1:1",
      MEDIASOUP_WORKER_BIN: "/bin/true",
    });
    expect(code).toBe(1);
    expect(of("configuration")).toContainEqual(
      expect.objectContaining({ status: "fail", found: expect.stringContaining("HOLDFAST_CLUSTER_SECRET") }),
    );
    expect(of("media worker")).toMatchObject([{ status: "fail", found: expect.stringContaining("/bin/true") }]);
    expect(of("signaling")).toMatchObject([{ status: "warn", found: "no answer from http://127.0.0.1:1" }]);
    const taken = await examine([], {
      HOLDFAST_HTTP_PORT: "7400",
      HOLDFAST_CONTROL_PORT: new URL(cluster.nodes[0]!.controlUrl).port,
    });
    expect(taken.of("ports")).toContainEqual(
      expect.objectContaining({ status: "warn", found: expect.stringContaining("is taken") }),
    );
    const away = await examine([], {
      HOLDFAST_CLUSTER_SECRET: "s".repeat(32),
      HOLDFAST_NODES: "ws://127.0.0.1:1",
      HOLDFAST_REDIS_URL: "redis://:hidden@127.0.0.1:1",
      HOLDFAST_SIGNALING_URLS: `http://127.0.0.1:1,${cluster.url}`,
    });
    expect(away.of("announcing").map(({ status }) => status)).toEqual(["fail", "ok"]);
    expect(away.of("Redis")).toMatchObject([{ status: "fail", todo: expect.stringContaining("HOLDFAST_REDIS_URL") }]);
    expect(JSON.stringify(away.checks)).not.toContain("hidden");
    await using redis = await RedisServer.start("--requirepass", "hidden");
    const secret = { HOLDFAST_CLUSTER_SECRET: "s".repeat(32) };
    const refused = await examine([], { ...secret, HOLDFAST_REDIS_URL: redis.url });
    expect(refused.of("Redis")).toMatchObject([
      { status: "fail", todo: expect.stringMatching(/does not take the user/) },
    ]);
    const there = await examine([], { ...secret, HOLDFAST_REDIS_URL: redis.url.replace("://", "://:hidden@") });
    expect(there.of("Redis")).toMatchObject([
      { status: "ok", found: expect.stringContaining("takes what is written") },
    ]);
  });
});
