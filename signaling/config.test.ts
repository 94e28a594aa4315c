import { describe, expect, it } from "vitest";
import { ConfigError } from "../base/config.ts";
import { readSignalingConfig } from "./config.ts";

const secret = "s".repeat(32);
const good = {
  HOLDFAST_API_KEYS: `a:${secret}`,
  HOLDFAST_CLUSTER_SECRET: secret,
  HOLDFAST_NODES: "ws://127.0.0.1:7411",
};

function problemsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    readSignalingConfig({ ...good, ...env });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe("the signaling configuration", () => {
  it("needs keys, a cluster secret and nodes; the rest has defaults", () => {
    const config = readSignalingConfig(good);
    expect(config).toMatchObject({
      httpHost: "127.0.0.1",
      httpPort: 7400,
      nodes: ["ws://127.0.0.1:7411"],
      joinTimeoutMs: 10_000,
      logPretty: false,
    });
    expect([...config.apiKeys]).toEqual([["a", secret]]);
    expect(Object.isFrozen(config)).toBe(true);
  });

  it("takes several keys, whose secrets may hold colons", () => {
    const { apiKeys } = readSignalingConfig({ ...good, HOLDFAST_API_KEYS: `a:${secret}, b:x:${secret}` });
    expect([...apiKeys]).toEqual([
      ["a", secret],
      ["b", `x:${secret}`],
    ]);
  });

  it("takes TURN servers with the secret that they share, and STUN servers without", () => {
    const turn = "turn:t.example.com:3478?transport=udp, turns:[2001:db8::1]:443?transport=tcp";
    const secretToo = { HOLDFAST_TURN_URLS: turn, HOLDFAST_TURN_SECRET: "north-north-north" };
    expect(readSignalingConfig({ ...good, ...secretToo }).turnUrls).toEqual(turn.split(", "));
    expect(readSignalingConfig({ ...good, HOLDFAST_TURN_URLS: "stun:s" }).turnSecret).toBeUndefined();
  });

  it.each<[string, NodeJS.ProcessEnv, string]>([
    [
      "a TURN server that is none",
      { HOLDFAST_TURN_URLS: "https://t", HOLDFAST_TURN_SECRET: "x".repeat(16) },
      'HOLDFAST_TURN_URLS: "https://t" is not a stun:, turn: or turns: URL',
    ],
    ["a TURN server without its secret", { HOLDFAST_TURN_URLS: "turn:t" }, "HOLDFAST_TURN_SECRET: is needed"],
    ["a short TURN secret", { HOLDFAST_TURN_SECRET: "x" }, "HOLDFAST_TURN_SECRET: must be at least 16"],
    ["no keys", { HOLDFAST_API_KEYS: undefined }, "HOLDFAST_API_KEYS: must look like"],
    ["a key without a secret", { HOLDFAST_API_KEYS: "a" }, "HOLDFAST_API_KEYS: must look like"],
    [
      "a short secret",
      { HOLDFAST_API_KEYS: "a:hunter2" },
      'HOLDFAST_API_KEYS: the secret of key "a" must be at least 32 bytes',
    ],
    ["a key twice", { HOLDFAST_API_KEYS: `a:${secret},a:${secret}` }, 'HOLDFAST_API_KEYS: key "a" stands there twice'],
    ["a short cluster secret", { HOLDFAST_CLUSTER_SECRET: "x" }, "HOLDFAST_CLUSTER_SECRET: must be at least 32 bytes"],
    [
      "a node that is no socket",
      { HOLDFAST_NODES: "http://x" },
      'HOLDFAST_NODES: "http://x" is not a ws:// or wss:// URL',
    ],
    ["a node twice", { HOLDFAST_NODES: "ws://x:1,ws://x:1" }, "HOLDFAST_NODES: names a node twice"],
    ["a Redis URL of another kind", { HOLDFAST_REDIS_URL: "http://x" }, "HOLDFAST_REDIS_URL: must begin with one of"],
    [
      "a CA that is not there",
      { HOLDFAST_REDIS_URL: "rediss://x", HOLDFAST_REDIS_CA_FILE: "/no/such/file" },
      "HOLDFAST_REDIS_CA_FILE: cannot be read: ENOENT",
    ],
    [
      "a CA that is none",
      { HOLDFAST_REDIS_URL: "rediss://x", HOLDFAST_REDIS_CA_FILE: import.meta.filename },
      "HOLDFAST_REDIS_CA_FILE: has no PEM CERTIFICATE in it",
    ],
    ["redis without a URL", { HOLDFAST_STORE: "redis" }, "HOLDFAST_REDIS_URL: is needed with HOLDFAST_STORE=redis"],
    [
      "two stores at once",
      { HOLDFAST_STORE: "memory", HOLDFAST_REDIS_URL: "redis://x" },
      "HOLDFAST_STORE: is memory, but HOLDFAST_REDIS_URL is set",
    ],
    [
      "a port that is no number",
      { HOLDFAST_HTTP_PORT: "http" },
      "HOLDFAST_HTTP_PORT: must be a whole number from 0 to 65535",
    ],
    ["an empty port", { HOLDFAST_HTTP_PORT: "" }, "HOLDFAST_HTTP_PORT: must be a whole number"],
    ["a port out of range", { HOLDFAST_HTTP_PORT: "70000" }, "HOLDFAST_HTTP_PORT: must be at most 65535"],
    ["a flag of neither kind", { HOLDFAST_LOG_PRETTY: "yes" }, "HOLDFAST_LOG_PRETTY: must be true or false"],
    [
      "an idle timeout that a ping can miss",
      { HOLDFAST_CLIENT_IDLE_TIMEOUT_MS: "6000" },
      "HOLDFAST_CLIENT_IDLE_TIMEOUT_MS: must be at least twice",
    ],
    [
      "a misspelt variable",
      { HOLDFAST_HTTP_PRT: "1" },
      "unknown variable HOLDFAST_HTTP_PRT; did you mean HOLDFAST_HTTP_PORT?",
    ],
  ])("refuses %s", (_name, env, problem) => {
    expect(problemsOf(env)).toEqual([expect.stringContaining(problem)]);
  });

  it("never repeats a secret", () => {
    expect(problemsOf({ HOLDFAST_API_KEYS: "a:hunter2,b", HOLDFAST_CLUSTER_SECRET: "hunter2" }).join()).not.toContain(
      "hunter2",
    );
  });
});
