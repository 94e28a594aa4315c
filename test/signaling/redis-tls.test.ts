// TLS to a real Redis, alone, behind Sentinel and as Redis Cluster: the configuration that leads to it, and what keeps a
// replica from it, told once each. That the store does over TLS what it does without is in store-contract.test.ts.

import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readSignalingConfig, redisTargetOf } from "../../signaling/config.ts";
import { GuardedStore } from "../../signaling/store/guarded-store.ts";
import { RedisStore } from "../../signaling/store/redis-store.ts";
import { CertificateAuthority, type CertificateFiles } from "../harness/certificates.ts";
import { formCluster, RedisServer } from "../harness/redis-server.ts";
import { notReady, ready, waitUntil } from "../harness/wait-until.ts";

let ours: CertificateAuthority;
let other: CertificateAuthority;
let files: CertificateFiles;
/** That names localhost only: nobody who is told of 127.0.0.1 by Sentinel, or by a cluster, takes it. */
let narrow: CertificateFiles;
let redis: RedisServer;
let strict: RedisServer;
let sentinel: RedisServer;
let narrowSentinel: RedisServer;
let cluster: RedisServer;
let narrowCluster: RedisServer;
const servers: RedisServer[] = [];

beforeAll(async () => {
  [ours, other] = await Promise.all([CertificateAuthority.create(), CertificateAuthority.create()]);
  files = await ours.issue("IP:127.0.0.1");
  narrow = await ours.issue("DNS:localhost");
  const user = ["--user", "limited", "on", ">right", "~nothing:*", "+@connection", "+info", "+cluster"];
  const clustered = [...user, "--cluster-enabled", "yes"];
  let narrowMaster: RedisServer;
  [redis, strict, narrowMaster, cluster, narrowCluster] = await Promise.all([
    RedisServer.startTls(files, ...user),
    RedisServer.startTls(files, "--tls-auth-clients", "yes"),
    RedisServer.startTls(narrow, ...user),
    RedisServer.startTls(files, ...clustered),
    RedisServer.startTls(narrow, ...clustered),
  ]);
  [sentinel, narrowSentinel] = await Promise.all([
    RedisServer.sentinel(redis.port, files),
    RedisServer.sentinel(narrowMaster.port, narrow),
    formCluster(cluster),
    formCluster(narrowCluster),
  ]);
  servers.push(redis, strict, narrowMaster, sentinel, narrowSentinel, cluster, narrowCluster);
});
afterAll(() => Promise.all([...servers, ours, other].map((each) => each[Symbol.asyncDispose]())));

const as = (user: string, url: string): string => url.replace("://", `://${user}@`);
const byName = (url: string): string => url.replace("127.0.0.1", "localhost");

interface Line {
  level: number;
  msg: string;
  why?: string;
}

async function open(env: Record<string, string>) {
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
  const untilUp = () => waitUntil("it is up", () => (store.up ? ready(undefined) : notReady(JSON.stringify(lines))));
  return { store, lines, told, untilUp };
}

async function connect(env: Record<string, string>) {
  const { store, lines, told } = await open(env);
  await waitUntil("the store is up, or says why not", () =>
    store.up || told().length > 0 ? ready(undefined) : notReady(JSON.stringify(lines)),
  );
  await sleep(500); // in which it is tried again
  const { up } = store;
  await store.close();
  return { up, told: told(), lines };
}

describe("with the CA that is configured", () => {
  it.concurrent.each<[string, () => Record<string, string>]>([
    ["alone", () => ({})],
    [
      "where it asks for a certificate of ours",
      () => ({
        HOLDFAST_REDIS_URL: strict.url,
        HOLDFAST_REDIS_CERT_FILE: files.cert,
        HOLDFAST_REDIS_KEY_FILE: files.key,
      }),
    ],
    ["behind Sentinel", () => ({ HOLDFAST_REDIS_URL: sentinel.urlOfMaster })],
    ["as Redis Cluster", () => ({ HOLDFAST_REDIS_URL: cluster.urlOfCluster })],
  ])("it is taken: %s", async (_, env) => {
    expect(await connect({ HOLDFAST_REDIS_CA_FILE: files.ca, ...env() })).toMatchObject({ up: true, told: [] });
  });

  it.each<[string, () => RedisServer, (server: RedisServer) => string]>([
    ["behind Sentinel", () => sentinel, (server) => server.urlOfMaster],
    ["as Redis Cluster", () => cluster, (server) => server.urlOfCluster],
  ])("it is taken when it comes later: %s", async (_, its, urlOf) => {
    const server = its();
    await server.kill();
    const env = { HOLDFAST_REDIS_CA_FILE: files.ca, HOLDFAST_REDIS_URL: urlOf(server) };
    const { store, told, untilUp } = await open(env);
    await sleep(500); // in which it is tried in vain
    expect(store.up).toBe(false);
    await server.startAgain();
    await untilUp();
    expect(told()).toEqual([]);
    await store.close();
  });
});

const wrongIssuer = /not from a CA that is trusted here.*HOLDFAST_REDIS_CA_FILE/;
const wrongName = /is for another name/;
const wrongUser = /does not take the user and password/;
const noRights = /too few rights/;

it.concurrent.each<[string, RegExp, url: () => string, env?: () => Record<string, string>]>([
  ["no CA", wrongIssuer, () => redis.url, () => ({})],
  ["another CA", wrongIssuer, () => redis.url, () => ({ HOLDFAST_REDIS_CA_FILE: other.file })],
  [
    "another CA behind Sentinel",
    wrongIssuer,
    () => sentinel.urlOfMaster,
    () => ({ HOLDFAST_REDIS_CA_FILE: other.file }),
  ],
  [
    "another CA of a Redis Cluster",
    wrongIssuer,
    () => cluster.urlOfCluster,
    () => ({ HOLDFAST_REDIS_CA_FILE: other.file }),
  ],
  ["another name", wrongName, () => byName(redis.url)],
  ["another name of the master behind Sentinel", wrongName, () => byName(narrowSentinel.urlOfMaster)],
  ["another name of a Redis Cluster's nodes", wrongName, () => byName(narrowCluster.urlOfCluster)],
  ["no certificate of ours", /asks for a certificate of ours.*HOLDFAST_REDIS_CERT_FILE/, () => strict.url],
  ["a wrong password", wrongUser, () => as("limited:wr0ng", redis.url)],
  ["a wrong password behind Sentinel", wrongUser, () => as("limited:wr0ng", sentinel.urlOfMaster)],
  ["a wrong password of a Redis Cluster", wrongUser, () => as("limited:wr0ng", cluster.urlOfCluster)],
  ["a user without rights", noRights, () => as("limited:right", redis.url)],
  ["a user without rights behind Sentinel", noRights, () => as("limited:right", sentinel.urlOfMaster)],
  ["a user without rights on a Redis Cluster", noRights, () => as("limited:right", cluster.urlOfCluster)],
])("with %s it is away, and one line says why", async (_, why, url, env) => {
  const trust = env?.() ?? { HOLDFAST_REDIS_CA_FILE: files.ca };
  const { up, told, lines } = await connect({ HOLDFAST_REDIS_URL: url(), ...trust });
  expect(up).toBe(false);
  expect(told).toEqual([expect.stringMatching(why)]);
  expect(JSON.stringify(lines)).not.toMatch(/wr0ng|right@/);
});
