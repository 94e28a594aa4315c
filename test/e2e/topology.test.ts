// infra/compose as plain processes, each service on a machine of its own: two replicas, three nodes, Redis, with the
// environment that compose.yaml gives them. The machines are network namespaces, so that cables can be pulled.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { mintAdminToken, mintToken } from "../../signaling/tokens.ts";
import { launchBrowser, type TestBrowser } from "../harness/browser.ts";
import { allSeeAndHearAll } from "../harness/media-waits.ts";
import { type Machine, SwitchedNetwork } from "../harness/network.ts";
import { type CallPlace, Participant, wallClockMs } from "../harness/participant.ts";
import { commandFile, ServerProcess } from "../harness/server-process.ts";
import { TcpRelay } from "../harness/tcp-relay.ts";
import { notReady, ready, waitUntil } from "../harness/wait-until.ts";
import { composeSettings, environmentOf, readCompose } from "../infra/compose-file.ts";

const nodeNames = ["node-1", "node-2", "node-3"];
const replicaNames = ["signaling-1", "signaling-2"];
const [key = "", apiSecret = ""] = composeSettings()["API_KEYS"]!.split(":");
const sign = { key, secret: apiSecret, ttlSeconds: 3600 };

const scratch = mkdtempSync(join(tmpdir(), "holdfast-topology-"));
const machines = new Map<string, Machine>();
const processes: ServerProcess[] = [];
const relays: TcpRelay[] = [];
const people: Participant[] = [];
let network: SwitchedNetwork;
let browser: TestBrowser;
let place: CallPlace;

const machine = (name: string): Machine => machines.get(name)!;
const logTail = (): string => processes.map((it) => it.logTail(12)).join("\n");

function start(name: string, program: string, args: string[], env: Record<string, string> = {}): void {
  const [first, ...rest] = machine(name).run;
  processes.push(new ServerProcess({ name, program: first, args: [...rest, program, ...args], env }));
}

/** What compose.yaml gives the service, with addresses where Docker has names. */
function environment(service: string): Record<string, string> {
  const own = machines.get(service)?.address ?? "";
  const { services } = readCompose({ ...composeSettings(), PUBLIC_ADDRESS: own });
  const named = (text: string): string =>
    text.replaceAll(/(?<=[/@])(node-\d|redis)(?=:)/g, (name) => machine(name).address);
  return Object.fromEntries(
    Object.entries(environmentOf(services[service]!)).map(([name, value]) => [name, named(value)]),
  );
}

async function liveNodes(relay: TcpRelay): Promise<string[]> {
  const authorization = `Bearer ${await mintAdminToken({ ...sign, nowMs: Date.now() })}`;
  const reply = await fetch(`http://127.0.0.1:${relay.port}/v1/nodes`, { headers: { authorization } }).catch(
    () => undefined,
  );
  if (!reply?.ok) return [];
  const { nodes } = (await reply.json()) as { nodes: { id: string; state: string }[] };
  return nodes
    .filter(({ state }) => state === "live")
    .map(({ id }) => id)
    .toSorted();
}

const untilLive = (names: readonly string[]): Promise<unknown> =>
  waitUntil(
    `both replicas have ${names.join(", ")}`,
    async () => {
      const seen = await Promise.all(relays.map(liveNodes));
      return seen.every((ids) => ids.join() === names.join())
        ? ready(undefined)
        : notReady(`${JSON.stringify(seen)}\n${logTail()}`);
    },
    { timeoutMs: 30_000 },
  );

beforeAll(async () => {
  network = new SwitchedNetwork();
  for (const name of ["redis", ...nodeNames, ...replicaNames]) machines.set(name, network.addMachine());
  const [redis = "", ...redisArgs] = readCompose().services["redis"]!.command ?? [];
  start("redis", redis, [...redisArgs, "--dir", scratch, "--bind", "0.0.0.0"]);
  for (const name of nodeNames) start(name, process.execPath, [commandFile, "sfu"], environment(name));
  for (const name of replicaNames) {
    start(name, process.execPath, [commandFile, "signaling"], environment("signaling"));
    // In the place of the proxy, on an address where browsers let a page use media.
    relays.push(await TcpRelay.to(7400, machine(name).address));
  }
  place = {
    url: `http://127.0.0.1:${relays[0]!.port}`,
    signalingUrls: relays.map(({ port }) => `ws://127.0.0.1:${port}`),
    mint: (grants) => mintToken({ ...sign, grants, nowMs: Date.now() }),
    logTail,
  };
  browser = await launchBrowser();
  await untilLive(nodeNames);
});
afterEach(async () => {
  await Promise.all(people.splice(0).map((person) => person.end()));
});
afterAll(async () => {
  await browser?.close();
  await Promise.all(relays.map((relay) => relay[Symbol.asyncDispose]()));
  await Promise.all(processes.map((it) => it.kill()));
  network?.[Symbol.dispose]();
  rmSync(scratch, { recursive: true, force: true });
});

/** Two people, each over another replica. */
async function call(room: string): Promise<Participant[]> {
  const joined = await Promise.all(
    ["ann", "ben"].map((identity, index) =>
      Participant.open(place, browser, { identity, room, voice: index, replica: index, onlyReplica: true }),
    ),
  );
  for (const one of joined) {
    await one.connect();
    await one.publish();
  }
  people.push(...joined);
  await allSeeAndHearAll(joined);
  return joined;
}

test("a call over two replicas goes on when the cable of its node's machine is pulled", async () => {
  const callers = await call("cable");
  const from = await callers[0]!.nodeId();
  expect(await callers[1]!.nodeId()).toBe(from);
  const atMs = wallClockMs();
  machine(from).pull();
  try {
    for (const caller of callers) {
      const { fromNode, toNode } = await caller.waitForEvent("recovered", atMs);
      expect([fromNode, toNode]).toEqual([from, expect.stringMatching(/^node-\d$/)]);
      expect(toNode).not.toBe(from);
    }
    await allSeeAndHearAll(callers);
    expect(await callers[0]!.nodeId()).toBe(await callers[1]!.nodeId());
  } finally {
    machine(from).plug();
  }
  await untilLive(nodeNames);
});

test("a room opens while Redis is cut off, and people of both replicas find each other in it", async () => {
  machine("redis").pull();
  try {
    await call("without-redis");
  } finally {
    machine("redis").plug();
  }
});
