import { spawnSync } from "node:child_process";
import { createServer } from "node:net";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { verifyToken } from "../../signaling/tokens.ts";
import { repoRoot } from "../harness/server-process.ts";

const secret = "s".repeat(32);

function holdfast(args: string[], env: NodeJS.ProcessEnv = {}) {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("HOLDFAST_")));
  return spawnSync(process.execPath, ["cli/holdfast.js", ...args], {
    cwd: repoRoot,
    env: { ...inherited, ...env },
    encoding: "utf8",
    timeout: 30_000,
  });
}

describe("holdfast", () => {
  it.each([
    "dev",
    "signaling",
    "sfu",
    "token",
    "nodes",
    "rooms",
    "top",
    "cordon",
    "uncordon",
    "drain",
    "failovers",
    "doctor",
  ])("%s --help shows an example", (command) => {
    const { status, stdout } = holdfast([command, "--help"]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/Examples?:\n/);
  });

  it.each<[string, string[], NodeJS.ProcessEnv, string]>([
    ["an unknown variable", ["signaling"], { HOLDFAST_HTTP_PRT: "1" }, "HOLDFAST_HTTP_PRT"],
    ["a wrong value", ["sfu"], { HOLDFAST_WORKERS: "many", HOLDFAST_CLUSTER_SECRET: secret }, "HOLDFAST_WORKERS"],
    ["a wrong value for dev", ["dev"], { HOLDFAST_JOIN_TIMEOUT_MS: "soon" }, "HOLDFAST_JOIN_TIMEOUT_MS"],
    ["a configuration file that is not there", ["sfu"], { HOLDFAST_CONFIG: "/nowhere.yaml" }, "/nowhere.yaml"],
    ["no API key", ["token", "--room", "r", "--identity", "a"], {}, "HOLDFAST_API_KEYS"],
    [
      "an unknown source",
      ["token", "--room", "r", "--identity", "a", "--can-publish", "webcam"],
      { HOLDFAST_API_KEYS: `a:${secret}` },
      "webcam",
    ],
    [
      "nobody there",
      ["nodes", "--url", "http://127.0.0.1:1"],
      { HOLDFAST_API_KEYS: `a:${secret}` },
      "http://127.0.0.1:1",
    ],
    ["an unknown command", ["dance"], {}, "dance"],
    ["a port that is no number", ["dev", "--port", "x"], {}, "--port"],
  ])("%s: exit code 1, says which, no stack", (_name, args, env, word) => {
    const { status, stderr } = holdfast(args, env);
    expect(status).toBe(1);
    expect(stderr).toContain(word);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it("a port already taken: one sentence", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    const env = {
      HOLDFAST_HTTP_PORT: String(port),
      HOLDFAST_API_KEYS: `a:${secret}`,
      HOLDFAST_CLUSTER_SECRET: secret,
      HOLDFAST_NODES: "ws://127.0.0.1:1",
      HOLDFAST_LOG_LEVEL: "silent",
    };
    for (const [args, variables] of [
      [["signaling"], env],
      [["dev", "--port", String(port)], {}],
    ] as const) {
      const { status, stderr } = holdfast([...args], variables);
      expect(status).toBe(1);
      expect(stderr.trim().split("\n")).toEqual([expect.stringContaining(`port ${port} is already taken`)]);
    }
    server.close();
  });

  it("token mints what it is told", async () => {
    const args = [
      "token",
      "--room",
      "demo",
      "--identity",
      "bo",
      "--can-publish",
      "camera,microphone",
      "--no-data",
      "--ttl",
      "60",
      "--json",
    ];
    const { stdout } = holdfast(args, { HOLDFAST_API_KEYS: `a:${secret}` });
    const { token, expiresAtMs } = JSON.parse(stdout);
    const verified = await verifyToken(token, new Map([["a", secret]]), Date.now());
    expect(verified.expiresAtMs).toBe(expiresAtMs);
    expect(verified.grants).toMatchObject({
      room: "demo",
      identity: "bo",
      canPublish: ["camera", "microphone"],
      canPublishData: false,
    });
  });
});
