// TLS to a real Redis: the configuration that leads to it, and what keeps a replica from it, told once each. That the store
// does over TLS what it does without is in store-contract.test.ts.

import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readSignalingConfig, redisTargetOf } from "../../signaling/config.ts";
import { GuardedStore } from "../../signaling/store/guarded-store.ts";
import { RedisStore } from "../../signaling/store/redis-store.ts";
import { CertificateAuthority, type CertificateFiles } from "../harness/certificates.ts";
import { RedisServer } from "../harness/redis-server.ts";
import { notReady, ready, waitUntil } from "../harness/wait-until.ts";

let ours: CertificateAuthority;
let other: CertificateAuthority;
let files: CertificateFiles;
let redis: RedisServer;
let strict: RedisServer;

beforeAll(async () => {
  [ours, other] = await Promise.all([CertificateAuthority.create(), CertificateAuthority.create()]);
  files = await ours.issue("IP:127.0.0.1");
  const user = ["--user", "limited", "on", ">right", "~nothing:*", "+@connection"];
  [redis, strict] = await Promise.all([
    RedisServer.startTls(files, ...user),
    RedisServer.startTls(files, "--tls-auth-clients", "yes"),
  ]);
});
afterAll(() => Promise.all([redis, strict, ours, other].map((each) => each[Symbol.asyncDispose]())));

interface Line {
  level: number;
  msg: string;
  why?: string;
}

async function connect(env: Record<string, string>) {
  const secret = "s".repeat(32);
  const config = readSignalingConfig({
    HOLDFAST_API_KEYS: `a:${secret}`,
    HOLDFAST_CLUSTER_SECRET: secret,
    HOLDFAST_REDIS_URL: redis.url,
    ...env,
  });
  const lines: Line[] = [];
  const log = pino({ level: "trace" }, { write: (line: string) => void lines.push(JSON.parse(line) as Line) });
  const store = await GuardedStore.create(new RedisStore(redisTargetOf(config)!, log), log, { waitMs: 0 });
  const told = () => lines.filter(({ msg }) => msg.includes("cannot be used")).map(({ why }) => why);
  await waitUntil("the store is up, or says why not", () =>
    store.up || told().length > 0 ? ready(undefined) : notReady(JSON.stringify(lines)),
  );
  await sleep(500); // in which it is tried again
  const { up } = store;
  await store.close();
  return { up, told: told(), lines };
}

it("is taken with the CA that is configured, with a certificate of ours where Redis asks for one", async () => {
  expect(await connect({ HOLDFAST_REDIS_CA_FILE: files.ca })).toMatchObject({ up: true, told: [] });
  const withOurs = { HOLDFAST_REDIS_CERT_FILE: files.cert, HOLDFAST_REDIS_KEY_FILE: files.key };
  const toStrict = { HOLDFAST_REDIS_URL: strict.url, HOLDFAST_REDIS_CA_FILE: files.ca };
  expect(await connect({ ...toStrict, ...withOurs })).toMatchObject({ up: true, told: [] });
});

it.each<[string, () => Record<string, string>, RegExp]>([
  ["no CA", () => ({}), /not from a CA that is trusted here.*HOLDFAST_REDIS_CA_FILE/],
  ["another CA", () => ({ HOLDFAST_REDIS_CA_FILE: other.file }), /not from a CA that is trusted here/],
  [
    "another name",
    () => ({ HOLDFAST_REDIS_CA_FILE: files.ca, HOLDFAST_REDIS_URL: redis.url.replace("127.0.0.1", "localhost") }),
    /is for another name/,
  ],
  [
    "no certificate of ours",
    () => ({ HOLDFAST_REDIS_CA_FILE: files.ca, HOLDFAST_REDIS_URL: strict.url }),
    /asks for a certificate of ours.*HOLDFAST_REDIS_CERT_FILE/,
  ],
  [
    "a wrong password",
    () => ({ HOLDFAST_REDIS_CA_FILE: files.ca, HOLDFAST_REDIS_URL: redis.url.replace("://", "://limited:wr0ng@") }),
    /does not take the user and password/,
  ],
  [
    "a user without rights",
    () => ({ HOLDFAST_REDIS_CA_FILE: files.ca, HOLDFAST_REDIS_URL: redis.url.replace("://", "://limited:right@") }),
    /too few rights/,
  ],
])("with %s it is away, and one line says why", async (_, env, why) => {
  const { up, told, lines } = await connect(env());
  expect(up).toBe(false);
  expect(told).toEqual([expect.stringMatching(why)]);
  expect(JSON.stringify(lines)).not.toContain("wr0ng");
});
