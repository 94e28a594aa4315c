import { writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { backoffMs } from "./backoff.ts";
import { clusterProof, sameProof } from "./cluster-proof.ts";
import { type ConfigError, readConfig } from "./config.ts";
import { KeyedQueue } from "./keyed-queue.ts";

describe("KeyedQueue", () => {
  it("runs tasks of one key in order, of others side by side, and goes on after a failure", async () => {
    const queue = new KeyedQueue<string>();
    const done: string[] = [];
    const gate = Promise.withResolvers<void>();
    const first = queue.run("a", async () => {
      await gate.promise;
      done.push("a1");
      throw new Error("a1 failed");
    });
    const second = queue.run("a", async () => {
      done.push("a2");
      return 2;
    });
    await queue.run("b", async () => {
      done.push("b1");
    });
    gate.resolve();
    await expect(first).rejects.toThrow("a1 failed");
    await expect(second).resolves.toBe(2);
    expect(done).toEqual(["b1", "a1", "a2"]);
    await Promise.resolve();
    expect(queue.size).toBe(0);
  });
});

describe("backoffMs", () => {
  const backoff = { baseMs: 100, maxMs: 1_000 };
  it("doubles its ceiling up to the maximum, with full jitter", () => {
    expect([0, 1, 2, 3, 4, 1_000].map((attempt) => backoffMs(backoff, attempt, () => 1))).toEqual([
      100, 200, 400, 800, 1_000, 1_000,
    ]);
    expect(backoffMs(backoff, 5, () => 0)).toBe(0);
  });
});

describe("clusterProof", () => {
  it("depends on the secret and on where the parts end", () => {
    const proof = clusterProof("s", ["ab", "c"]);
    expect(sameProof(proof, clusterProof("s", ["ab", "c"]))).toBe(true);
    expect(sameProof(proof, clusterProof("s", ["a", "bc"]))).toBe(false);
    expect(sameProof(proof, clusterProof("t", ["ab", "c"]))).toBe(false);
    expect(sameProof(proof, new Uint8Array())).toBe(false);
  });
});

describe("readConfig", () => {
  const schema = z.object({
    httpPort: z.coerce.number().int().max(65_535).default(7_400),
    logLevel: z.enum(["info", "debug"]).default("info"),
  });
  const problemsOf = (env: Record<string, string>): readonly string[] => {
    try {
      readConfig({ schema, env, alsoKnown: ["nodeId"] });
    } catch (error) {
      return (error as ConfigError).problems;
    }
    return [];
  };

  it("has defaults, takes the environment over the file, ignores other variables, and is frozen", async () => {
    const file = join(await mkdtemp(join(tmpdir(), "holdfast-config-")), "c.yaml");
    writeFileSync(file, "httpPort: 1\nlogLevel: debug\nnodeId: x\n");
    const config = readConfig({
      schema,
      env: { HOLDFAST_CONFIG: file, HOLDFAST_HTTP_PORT: "2", PATH: "/" },
      alsoKnown: ["nodeId"],
    });
    expect(config).toEqual({ httpPort: 2, logLevel: "debug" });
    expect(Object.isFrozen(config)).toBe(true);
  });
  it("names every unknown key and bad value, with the key that was probably meant", () => {
    const problems = problemsOf({ HOLDFAST_HTTP_PROT: "1", HOLDFAST_LOG_LEVEL: "loud", HOLDFAST_NODE_ID: "n" });
    expect(problems).toHaveLength(2);
    expect(problems[0]).toContain("HOLDFAST_HTTP_PROT; did you mean HOLDFAST_HTTP_PORT?");
    expect(problems[1]).toMatch(/^HOLDFAST_LOG_LEVEL: /);
  });
  it("says when the file cannot be read or is not a list of keys", () => {
    expect(problemsOf({ HOLDFAST_CONFIG: "/does/not/exist" })[0]).toContain("cannot read the configuration file");
  });
});
