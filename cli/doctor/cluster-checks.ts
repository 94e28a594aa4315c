// What a running cluster says, and what it is reached through.

import { once } from "node:events";
import { connect } from "node:tls";
import { pino } from "pino";
import { z } from "zod";
import { nodeView } from "../../signaling/http/views.ts";
import type { SfuConfig } from "../../sfu/config.ts";
import { redisTargetOf, type SignalingConfig } from "../../signaling/config.ts";
import type { RedisStore } from "../../signaling/store/redis-store.ts";
import { type ApiFlags, ApiUnreachable, callApi } from "../http-api.ts";
import { type Check, fail, type Finding, ok, skip, warn } from "./check.ts";
import { judgeCertificate, judgeClock } from "./judge.ts";

const askTimeoutMs = 5_000;
const readiness = z.object({ ready: z.boolean(), reasons: z.array(z.string()) });
const startIt = "Start signaling there, or pass another --url.";

const ask = (url: string, path: string): Promise<Response> =>
  fetch(new URL(path, url), { signal: AbortSignal.timeout(askTimeoutMs) });

export const serverAnswers = (url: string): Check => ({
  name: "signaling",
  run: async () => {
    const response = await ask(url, "/readyz").catch(() => undefined);
    if (!response) return warn(`no answer from ${url}`, startIt);
    const { data } = readiness.safeParse(await response.json().catch(() => undefined));
    if (!data)
      return fail(`${url} answers, but is not Holdfast`, "Look at what listens there, or at the proxy in front.");
    return data.ready
      ? ok(`${url} is ready`)
      : fail(`${url} is not ready: ${data.reasons.join("; ")}`, "Mend what it names.");
  },
});

/** Where this machine's node tells that it is there. */
export const announcedTo = ({ signalingUrls }: SfuConfig): Check => ({
  name: "announcing",
  run: () =>
    Promise.all(
      signalingUrls.map(async (url) => {
        const response = await ask(url, "/healthz").catch(() => undefined);
        if (response?.ok) return ok(`${url} takes announcements`);
        return fail(`no answer from ${url}`, "Start signaling there, or mend HOLDFAST_SIGNALING_URLS.");
      }),
    ),
});

export const clock = (url: string): Check => ({
  name: "clock",
  run: async () => {
    const askedAtMs = Date.now();
    const response = await ask(url, "/healthz").catch(() => undefined);
    const answeredAtMs = Date.now();
    const serverDateMs = Date.parse(response?.headers.get("date") ?? "");
    if (Number.isNaN(serverDateMs)) return skip(`${url} does not tell the time`);
    return judgeClock({ serverDateMs, askedAtMs, answeredAtMs });
  },
});

export const certificate = (url: string): Check => ({
  name: "TLS",
  run: async () => {
    const { protocol, hostname, port } = new URL(url);
    if (protocol === "http:") {
      if (["localhost", "127.0.0.1", "[::1]"].includes(hostname))
        return ok("no TLS, which browsers accept on localhost");
      return warn(
        `${url} has no TLS`,
        "Put a proxy with a certificate in front: browsers give cameras to pages of https:// only.",
      );
    }
    const socket = connect({
      host: hostname.replaceAll(/[[\]]/g, ""),
      port: Number(port || 443),
      servername: hostname,
      rejectUnauthorized: false,
      timeout: askTimeoutMs,
    });
    try {
      await Promise.race([once(socket, "secureConnect"), once(socket, "timeout")]);
      const { valid_to: validTo } = socket.getPeerCertificate();
      const error = socket.authorized ? "" : String(socket.authorizationError ?? "no answer");
      return judgeCertificate(hostname, { error, validToMs: Date.parse(validTo ?? ""), nowMs: Date.now() });
    } catch (error) {
      return fail(
        `no TLS connection to ${url}: ${(error as Error).message}`,
        "Look at the proxy in front of signaling.",
      );
    } finally {
      socket.destroy();
    }
  },
});

export const nodesAreLive = (flags: ApiFlags): Check => ({
  name: "nodes",
  run: async (): Promise<Finding | Finding[]> => {
    try {
      const { nodes } = await callApi(flags, { path: "/v1/nodes", schema: z.object({ nodes: z.array(nodeView) }) });
      if (nodes.length === 0) return fail("no node is known", "Start `holdfast sfu`, and name it in HOLDFAST_NODES.");
      return nodes.map((node) => {
        const name = node.id || node.url;
        if (node.state === "live") return ok(`${name} is live and ${node.serving}`);
        return fail(
          `${name} is ${node.state}${node.witness ? `: ${node.witness}` : ""}`,
          `See that it runs, and that ${node.url} can be reached from signaling; compare HOLDFAST_CLUSTER_SECRET.`,
        );
      });
    } catch (error) {
      if (error instanceof ApiUnreachable) return skip("signaling does not answer");
      return skip((error as Error).message);
    }
  },
});

export const redis = (config: SignalingConfig): Check => ({
  name: "Redis",
  run: async () => {
    const target = redisTargetOf(config);
    if (!target) return skip("not configured: one replica keeps the cluster's state in its memory");
    const [{ RedisStore }, { describeRedis }] = await Promise.all([
      import("../../signaling/store/redis-store.ts"),
      import("../../signaling/store/redis-url.ts"),
    ]);
    const name = describeRedis(target);
    const store = new RedisStore(target, pino({ level: "silent" }));
    try {
      const tookMs = await probeUntil(store, performance.now() + askTimeoutMs);
      return ok(`${name} takes what is written, within ${tookMs} ms`);
    } catch (error) {
      if (store.trouble !== "") return fail(name, `${store.trouble[0]!.toUpperCase()}${store.trouble.slice(1)}.`);
      return fail(
        `${name}: ${(error as Error).message}`,
        "Start it, compare address, user and password in HOLDFAST_REDIS_URL, and see that it is not full or read-only.",
      );
    } finally {
      await store.close();
    }
  },
});

/** It has only begun to connect. How long the answer took; @throws why there is none, at the deadline or when that will not change. */
async function probeUntil(store: RedisStore, deadlineMs: number): Promise<number> {
  for (;;) {
    const startedMs = performance.now();
    try {
      await Promise.race([store.probe(), rejectAt(deadlineMs)]);
      return Math.round(performance.now() - startedMs);
    } catch (error) {
      if (store.trouble !== "" || performance.now() >= deadlineMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

const rejectAt = (deadlineMs: number): Promise<never> =>
  new Promise((_, reject) => setTimeout(() => reject(new Error("no answer")), deadlineMs - performance.now()).unref());
