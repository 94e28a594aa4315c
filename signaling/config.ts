// The signaling process's configuration: every key, its default and what it takes. docs/configuration.md is compared
// with this schema by a test.

import { readFileSync } from "node:fs";
import { z } from "zod";
import { commonFields, flag, minSecretBytes, port, wholeNumber } from "../base/config-fields.ts";
import { readConfig } from "../base/config.ts";
import { needsCredential } from "./turn.ts";
import { parseRedisUrl, type RedisTarget } from "./store/redis-url.ts";

const keyId = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;

/** `key:secret,key2:secret2`, or in YAML a map from key to secret. Messages never hold a secret. */
const apiKeys = z
  .union([z.string(), z.record(z.string(), z.string())], 'must look like "key:secret,key2:secret2"')
  .transform((value, context) => {
    const refuse = (message: string): typeof z.NEVER => {
      context.addIssue({ code: "custom", message });
      return z.NEVER;
    };
    const pairs = typeof value === "string" ? value.split(",").map(splitKey) : Object.entries(value);
    const keys = new Map<string, string>();
    for (const [id, keySecret] of pairs) {
      if (keySecret === undefined) return refuse('must look like "key:secret,key2:secret2"');
      if (!keyId.test(id))
        return refuse("a key's id is 1 to 64 letters, digits or _ . -, beginning with a letter or digit");
      if (keys.has(id)) return refuse(`key "${id}" stands there twice`);
      if (Buffer.byteLength(keySecret, "utf8") < minSecretBytes) {
        return refuse(
          `the secret of key "${id}" must be at least ${minSecretBytes} bytes long; make one with: openssl rand -hex 32`,
        );
      }
      keys.set(id, keySecret);
    }
    return keys as ReadonlyMap<string, string>;
  });

function splitKey(pair: string): [string, string | undefined] {
  const colon = pair.indexOf(":");
  return colon < 0 ? [pair.trim(), undefined] : [pair.slice(0, colon).trim(), pair.slice(colon + 1).trim()];
}

/** `ws://host:port,ws://host2:port`, or in YAML a list. */
const nodes = z
  .union([z.string(), z.array(z.string())], 'must look like "ws://10.0.0.5:7411,ws://10.0.0.6:7411"')
  .transform((value) => (typeof value === "string" ? value.split(",") : value).map((url) => url.trim()))
  .superRefine((urls, context) => {
    for (const url of urls) {
      if (!isSocketUrl(url)) context.addIssue({ code: "custom", message: `"${url}" is not a ws:// or wss:// URL` });
    }
    if (new Set(urls).size < urls.length) context.addIssue({ code: "custom", message: "names a node twice" });
  })
  .transform((urls) => urls as readonly string[]);

/** Read into its parts here, so that nothing else ever holds the password as part of a text. */
const redisUrl = z.string("must be a text").transform((text, context) => {
  const result = parseRedisUrl(text);
  if ("target" in result) return result.target;
  context.addIssue({ code: "custom", message: result.problem });
  return z.NEVER;
});

/** The file's text. What it is for is found out now rather than at the first connection. */
const pemFile = (label: string) =>
  z.string("must be a path").transform((path, context) => {
    const refuse = (message: string): typeof z.NEVER => {
      context.addIssue({ code: "custom", message });
      return z.NEVER;
    };
    try {
      const text = readFileSync(path, "utf8");
      return new RegExp(`-----BEGIN (?:[A-Z]+ )?${label}-----`).test(text) ? text : refuse(`has no PEM ${label} in it`);
    } catch (error) {
      return refuse(`cannot be read: ${(error as Error).message}`);
    }
  });

const isSocketUrl = (text: string): boolean => ["ws:", "wss:"].includes(URL.parse(text)?.protocol ?? "");

/** `turn:host:port?transport=udp,turns:host:443?transport=tcp,stun:host`, or in YAML a list (RFC 7064, RFC 7065). */
const iceUrl = /^(?:stuns?:[^\s,/?#@]+|turns?:[^\s,/?#@]+(?:\?transport=(?:udp|tcp))?)$/;
const iceUrls = z
  .union([z.string(), z.array(z.string())], 'must look like "turn:turn.example.com:3478?transport=udp"')
  .transform((value) => (typeof value === "string" ? value.split(",") : value).map((url) => url.trim()))
  .superRefine((urls, context) => {
    for (const url of urls) {
      if (!iceUrl.test(url))
        context.addIssue({ code: "custom", message: `"${url}" is not a stun:, turn: or turns: URL` });
    }
    if (urls.length > 8) context.addIssue({ code: "custom", message: "must be at most 8: browsers try them all" });
  })
  .transform((urls) => urls as readonly string[]);

export const signalingConfigSchema = z
  .object({
    httpHost: z
      .string("must be an address")
      .min(1, "must be an address")
      .default("127.0.0.1")
      .describe("Address to listen on."),
    httpPort: port.default(7400).describe("Port of the pages, the HTTP API and the WebSocket; 0 = any free one."),
    apiKeys: apiKeys.describe(
      "API keys and their secrets (at least 32 bytes each). Several are valid at once, for rotation.",
    ),
    nodes: nodes
      .default([])
      .describe(
        "Control URLs of SFU nodes that are always there; others announce themselves (HOLDFAST_SIGNALING_URLS).",
      ),
    store: z
      .enum(["memory", "redis"], "must be memory or redis")
      .optional()
      .describe(
        "Where placements and settings are kept; redis when HOLDFAST_REDIS_URL is set. Replicas share a redis.",
      ),
    redisUrl: redisUrl
      .optional()
      .describe("redis:// or rediss:// (TLS), also redis+sentinel://host,host2/master and redis+cluster://host,host2."),
    redisCaFile: pemFile("CERTIFICATE")
      .optional()
      .describe("PEM file of the CA that has issued Redis's certificate, where this machine does not trust it anyway."),
    redisCertFile: pemFile("CERTIFICATE")
      .optional()
      .describe("PEM file of our certificate, where Redis asks for one (its tls-auth-clients)."),
    redisKeyFile: pemFile("PRIVATE KEY").optional().describe("PEM file of its key."),
    maxSessions: wholeNumber(1, 1_000_000).default(10_000).describe("Sessions that this replica holds at once."),
    connectionsPerSecond: wholeNumber(1, 100_000)
      .default(100)
      .describe("New connections taken from one address per second."),
    connectionBurst: wholeNumber(1, 100_000).default(200).describe("New connections taken from one address at once."),
    httpRequestsPerSecond: wholeNumber(1, 100_000)
      .default(100)
      .describe("Requests of the HTTP API taken per second from one API key, and refused ones from one address."),
    httpRequestBurst: wholeNumber(1, 100_000)
      .default(200)
      .describe("The same, at once: a bucket of so many, which fills at that rate."),
    metricsToken: z
      .string()
      .regex(/^\S{16,256}$/, "must be 16 to 256 characters without blanks; make one with: openssl rand -hex 32")
      .optional()
      .describe("Bearer token that /metrics asks for; without it anybody who reaches the port reads them."),
    trustedProxyHops: wholeNumber(0, 16)
      .default(0)
      .describe(
        "Proxies in front of this process, each of which adds to X-Forwarded-For. 0 = the header is not looked at.",
      ),
    joinTimeoutMs: wholeNumber(100, 60_000).default(10_000).describe("A socket that has not joined by then is closed."),
    departureGraceMs: wholeNumber(0, 600_000)
      .default(120_000)
      .describe(
        "How long a participant whose socket broke keeps its place: its client is most likely coming back. Clients try for 2 min.",
      ),
    pingIntervalMs: wholeNumber(100, 60_000).default(5_000).describe("How often clients are told to ping."),
    clientIdleTimeoutMs: wholeNumber(200, 600_000)
      .default(15_000)
      .describe("A client that sends nothing for so long is gone. At least twice pingIntervalMs."),
    clientMaxBufferedBytes: wholeNumber(65_536, 1_073_741_824)
      .default(1_048_576)
      .describe("A client with more unsent bytes than this does not read: it is closed."),
    rebalance: flag
      .default(true)
      .describe(
        "Whether rooms move, without a gap, from a node that carries far more than another with the same labels.",
      ),
    rebalanceRestMs: wholeNumber(10_000, 24 * 3_600_000)
      .default(5 * 60_000)
      .describe("How long a room that has moved stays; a replica that has just started moves none for as long."),
    tokenClockToleranceMs: wholeNumber(0, 300_000)
      .default(5_000)
      .describe("How far the clock of who mints tokens may be apart from this machine's."),
    turnUrls: iceUrls
      .default([])
      .describe("STUN and TURN servers for clients whose network lets nothing else through."),
    turnSecret: z
      .string()
      .min(16, "must be at least 16 bytes long; make one with: openssl rand -hex 32")
      .optional()
      .describe("Shared with the TURN servers (coturn: static-auth-secret)."),
    turnCredentialTtlMs: wholeNumber(60_000, 7 * 24 * 3_600_000)
      .default(12 * 3_600_000)
      .describe("How long the TURN credentials that a path comes with are valid."),
    ...commonFields,
  })
  .refine((config) => config.turnSecret !== undefined || !config.turnUrls.some(needsCredential), {
    path: ["turnSecret"],
    message: "is needed for TURN servers: the same as their static-auth-secret",
  })
  .refine((config) => config.clientIdleTimeoutMs >= 2 * config.pingIntervalMs, {
    path: ["clientIdleTimeoutMs"],
    message: "must be at least twice pingIntervalMs, or clients that ping in time are taken for gone",
  })
  .refine(({ store, redisUrl: url }) => store !== "redis" || url !== undefined, {
    path: ["redisUrl"],
    message: "is needed with HOLDFAST_STORE=redis",
  })
  .refine(
    ({ redisUrl: url, ...files }) => url?.tls || !(files.redisCaFile ?? files.redisCertFile ?? files.redisKeyFile),
    {
      path: ["redisUrl"],
      message: "is not a rediss:// URL, but there are certificates for it: remove them, or use TLS",
    },
  )
  .refine(({ redisCertFile, redisKeyFile }) => (redisCertFile === undefined) === (redisKeyFile === undefined), {
    path: ["redisCertFile"],
    message: "and HOLDFAST_REDIS_KEY_FILE belong together: set both or none",
  })
  .refine(({ store, redisUrl: url }) => store !== "memory" || url === undefined, {
    path: ["store"],
    message: "is memory, but HOLDFAST_REDIS_URL is set: remove one of them",
  });

export type RedisConfig = Pick<SignalingConfig, "redisUrl" | "redisCaFile" | "redisCertFile" | "redisKeyFile">;
export type SignalingConfig = Readonly<z.output<typeof signalingConfigSchema>>;

/** Where the cluster store is, with all that it takes to get there; undefined = in this process's memory. */
export function redisTargetOf({ redisUrl: url, ...files }: RedisConfig): RedisTarget | undefined {
  if (!url?.tls) return url;
  const { redisCaFile: ca, redisCertFile: cert, redisKeyFile: key } = files;
  return { ...url, certificates: { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) } };
}

/** @throws ConfigError. `alsoKnown`: keys of other processes that may stand in the same file or environment. */
export function readSignalingConfig(env: NodeJS.ProcessEnv, alsoKnown: readonly string[] = []): SignalingConfig {
  return readConfig({ schema: signalingConfigSchema, env, alsoKnown });
}
