import { mkdtempSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Validator } from "@seriousme/openapi-schema-validator";
import { Registry } from "@prometheus-io/client";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLogger } from "../../base/logger.ts";
import { HoldfastError } from "../../proto/errors.ts";
import type { NodeId, ParticipantId, RoomName } from "../../proto/ids.ts";
import { FailoverLog } from "../failover-log.ts";
import { mintAdminToken, mintToken, verifyToken } from "../tokens.ts";
import type { HttpApp } from "./app.ts";
import { defaultRoomSettings, type RoomSettings } from "../room-settings.ts";
import type { DevControl, HttpDeps, NodeControl, RoomControl } from "./deps.ts";
import type { Right } from "../keys/api-key.ts";
import type { NodeLease } from "../store/store.ts";
import { proveAnnouncement } from "../../base/announcement.ts";
import { createHttpServer } from "./server.ts";
import { RequestLimits } from "./request-limits.ts";
import type { DrainView, NodeView, ParticipantView, RoomView } from "./views.ts";

interface Operation {
  operationId?: string;
  summary?: string;
  tags?: string[];
  security?: object[];
  responses: Record<string, { content?: object }>;
  requestBody?: object;
}
interface OpenApi {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
}

const nowMs = Date.UTC(2026, 0, 1);
const secret = "s".repeat(32);
const clusterSecret = "c".repeat(32);
const apiKeys = new Map([
  ["first", secret],
  ["second", "t".repeat(32)],
]);
/** A key that was made over the API, with few rights. */
const limited = { id: "limited", name: "kiosk", rights: ["rooms" as Right], createdAtMs: nowMs };
const limitedSecret = "l".repeat(32);
const keys: HttpDeps["keys"] = {
  get: (id) => (id === limited.id ? limitedSecret : apiKeys.get(id)),
  has: (id, right) => id !== limited.id || limited.rights.includes(right),
  list: () => [limited],
  create: async (wanted) => ({ id: "made", ...wanted, createdAtMs: nowMs, secret: "m".repeat(32) }),
  revoke: async (id) => {
    if (id !== limited.id) throw new HoldfastError("not_found", id);
  },
};
const bearer = (credentials: string) => ({ authorization: `Bearer ${credentials}` });
const auth = bearer(`first:${secret}`);
const local = { host: "localhost:7400" };

const worker = { alive: true, cpu: 0.1, consumers: 0 };
const node: NodeView = {
  id: "node-a",
  url: "ws://127.0.0.1:7411",
  state: "live",
  liveness: "live",
  witness: "",
  silentMs: 20,
  bootId: "boot1",
  region: "",
  labels: {},
  serving: "serving",
  servingWhy: "",
  load: 0.1,
  standbyRooms: 0,
  highestEpoch: 3,
  rooms: 1,
  sessions: 2,
  capacity: 500,
  producers: 2,
  consumers: 2,
  bitrateInBps: 1e6,
  bitrateOutBps: 2e6,
  workers: [
    { ...worker, slot: 0, pid: 11, rooms: 0 },
    { ...worker, slot: 1, pid: 12, rooms: 1 },
    { ...worker, slot: 2, pid: 13, rooms: 9, alive: false },
  ],
};
const room: RoomView = { name: "demo", nodeId: "node-a", epoch: 3, participants: 2 };

const drain: DrainView = {
  nodeId: "node-a",
  state: "draining",
  serving: "draining",
  startedAtMs: nowMs,
  leftMs: 60_000,
  roomsTotal: 1,
  roomsMoved: 0,
  roomsLeft: 1,
  blocked: "",
  rooms: [{ name: "demo", sessions: 2, state: "moving", toNode: "node-b" }],
};
let asked: unknown[] = [];
const ask = (id: string, ...words: unknown[]): void => {
  if (id === "only") throw new HoldfastError("no_other_node");
  if (id !== "node-a") throw new HoldfastError("not_found", id);
  asked.push(...words);
};
const nodes: NodeControl = {
  cordon: async (id) => (ask(id, "cordon"), { ...node, serving: "cordoned" }),
  uncordon: async (id) => (ask(id, "uncordon"), node),
  drain: async (id, options) => (ask(id, "drain", options), drain),
  drainProgress: (id) => (ask(id), drain),
  cancelDrain: async (id) => (ask(id, "cancel"), { ...drain, state: "cancelled", serving: "serving" }),
};

const failovers = new FailoverLog();
for (const [cause, toNode] of [
  ["node_died", "node-b"],
  ["worker_died", undefined],
] as const) {
  failovers.record({
    atMs: nowMs,
    cause,
    witness: "it said so",
    room: "demo" as RoomName,
    fromNode: "node-a" as NodeId,
    toNode: toNode as NodeId | undefined,
    fromEpoch: 3,
    toEpoch: toNode && 4,
    participants: 2,
    promoted: 0,
    tookMs: 12,
    outcome: toNode ? "recovered" : "given_up",
  });
}
for (const [who, gapMs] of Object.entries({ ann: 300, bo: 100, cy: 200, di: 400 }))
  failovers.addGap("demo" as RoomName, "node_died", who as ParticipantId, gapMs);

const ann: ParticipantView = { identity: "ann", name: "Ann", metadata: "", joinedAtMs: nowMs, tracks: [] };
const settingsOf = new Map<string, RoomSettings>();
const inDemo = (name: string, who?: string): void => {
  if (name === "broken") throw new Error("a detail of ours");
  if (name !== "demo" || (who !== undefined && who !== "ann")) throw new HoldfastError("not_found", who ?? name);
};
const rooms: RoomControl = {
  open: () => [room],
  find: async (name) => {
    if (name === "demo") {
      return { name, nodeId: "node-a", epoch: 3, settings: defaultRoomSettings, participants: [ann] };
    }
    if (name === "broken") throw new Error("a detail of ours");
    const settings = settingsOf.get(name);
    return settings && { name, nodeId: "", epoch: 0, settings, participants: [] };
  },
  configure: async (name, changes) => {
    const before = settingsOf.get(name);
    const settings = { ...defaultRoomSettings, ...before, ...changes };
    settingsOf.set(name, settings);
    return { settings, isNew: !before };
  },
  close: async (name) => inDemo(name),
  participant: async (name, who) => (inDemo(name, who), ann),
  updateParticipant: async (name, who, { muteTracks: _muteTracks, ...change }) => (
    inDemo(name, who),
    { ...ann, ...change }
  ),
  removeParticipant: async (name, who) => inDemo(name, who),
};

let reasons: string[] = [];
let degraded: string[] = [];
const announced: NodeLease[] = [];
let killed: unknown[] = [];
const dev: DevControl = {
  killNode: (id) => {
    if (id !== "node-a") throw new HoldfastError("not_found", id);
    killed.push(id);
    return 10;
  },
  killWorker: (id, pid) => killed.push([id, pid]),
  hangNode: (id) => (killed.push(["hang", id]), [10, 11, 12]),
  resumeNode: (id) => (killed.push(["resume", id]), [11, 12, 10]),
  nodePids: () => new Map([["node-a", 10]]),
};
const deps: HttpDeps = {
  keys,
  config: { apiKeys, clusterSecret, tokenClockToleranceMs: 0, trustedProxyHops: 0, metricsToken: undefined },
  limits: new RequestLimits({ httpRequestsPerSecond: 1_000, httpRequestBurst: 1_000 }),
  cluster: {
    nodes: () => [node],
    readiness: () => reasons,
    degradation: () => degraded,
  },
  nodes,
  rooms,
  nodeAnnounced: async (lease) => void announced.push(lease),
  failovers,
  metrics: new Registry(),
  log: createLogger({ name: "test", level: "silent" }),
  nowMs: () => nowMs,
};

const folder = mkdtempSync(join(tmpdir(), "holdfast-pages-"));
const folders = { web: join(folder, "web"), sdk: join(folder, "sdk") };
mkdirSync(join(folders.web, "assets"), { recursive: true });
mkdirSync(folders.sdk);
writeFileSync(join(folders.web, "index.html"), "<title>page</title>");
writeFileSync(join(folders.web, "assets/main-abc123.js"), "1");
writeFileSync(join(folders.sdk, "holdfast-client.js"), "export {};");
writeFileSync(join(folders.sdk, "notes.txt"), "not for you");

let app: HttpApp;
let devApp: HttpApp;
beforeAll(async () => {
  app = await createHttpServer(deps, folders);
  devApp = await createHttpServer({ ...deps, dev }, folders);
});
afterAll(async () => {
  await app.close();
  await devApp.close();
});

describe("who may use the API", () => {
  const admin = (changes: object = {}) => mintAdminToken({ key: "first", secret, ttlSeconds: 60, nowMs, ...changes });

  it.each<[string, () => Promise<Record<string, string>> | Record<string, string>, number, string | undefined]>([
    ["an API key", () => auth, 200, undefined],
    ["an admin token", async () => bearer(await admin()), 200, undefined],
    ["nothing", () => ({}), 401, "token_missing"],
    ["another scheme", () => ({ authorization: `Basic ${secret}` }), 401, "token_missing"],
    ["a wrong secret", () => bearer(`first:${secret}x`), 401, "token_invalid"],
    ["another key's secret", () => bearer(`second:${secret}`), 401, "token_invalid"],
    ["an unknown key", () => bearer(`third:${secret}`), 401, "token_invalid"],
    ["an expired admin token", async () => bearer(await admin({ nowMs: nowMs - 61_000 })), 401, "token_expired"],
    [
      "a join token",
      async () =>
        bearer(await mintToken({ key: "first", secret, ttlSeconds: 60, nowMs, grants: { room: "r", identity: "a" } })),
      401,
      "token_invalid",
    ],
  ])("%s", async (_name, headers, status, code) => {
    for (const url of ["/v1/nodes", "/v1/rooms", "/v1/rooms/demo"]) {
      const reply = await app.inject({ url, headers: await headers() });
      expect(reply.statusCode).toBe(status);
      expect(reply.json().code).toBe(code);
    }
  });
});

describe("a request's id", () => {
  const idFor = async (given?: string) =>
    (await app.inject({ url: "/healthz", headers: given === undefined ? {} : { "x-request-id": given } })).headers[
      "x-request-id"
    ];
  it("is the caller's", async () => expect(await idFor("order-7.a_b")).toBe("order-7.a_b"));
  it.each([undefined, "", "two words", 'quote"', "x".repeat(65)])("is made where it is %j", async (given) => {
    const made = await idFor(given);
    expect(made).toMatch(/^\w{12}$/);
    expect(await idFor(given)).not.toBe(made);
  });
});

describe("the API", () => {
  it("lists nodes and rooms", async () => {
    expect((await app.inject({ url: "/v1/nodes", headers: auth })).json()).toEqual({ nodes: [node] });
    expect((await app.inject({ url: "/v1/rooms", headers: auth })).json()).toEqual({ rooms: [room] });
  });

  it("mints a token with the key of the request", async () => {
    const payload = { identity: "alice", canPublish: ["camera"], ttlSeconds: 60 };
    const reply = await app.inject({
      method: "POST",
      url: "/v1/rooms/demo/tokens",
      headers: bearer(`second:${apiKeys.get("second")}`),
      payload,
    });
    expect(reply.statusCode).toBe(201);
    const { grants, expiresAtMs } = await verifyToken(
      reply.json().token,
      new Map([["second", apiKeys.get("second")!]]),
      nowMs,
    );
    expect(grants).toMatchObject({ room: "demo", identity: "alice", canPublish: ["camera"], canSubscribe: true });
    expect(reply.json().expiresAtMs).toBe(expiresAtMs);
  });

  it.each<[string, string, object | string, number, string]>([
    ["no identity", "/v1/rooms/demo/tokens", {}, 400, "identity"],
    ["an unknown field", "/v1/rooms/demo/tokens", { identity: "a", canFly: true }, 400, "canFly"],
    ["a room that is no name", "/v1/rooms/a%20b/tokens", { identity: "a" }, 400, "room"],
    [
      "a hidden publisher",
      "/v1/rooms/demo/tokens",
      { identity: "a", hidden: true, canPublish: true },
      400,
      "canPublish",
    ],
    ["a lifetime of years", "/v1/rooms/demo/tokens", { identity: "a", ttlSeconds: 1e9 }, 400, "ttlSeconds"],
    ["broken JSON", "/v1/rooms/demo/tokens", "{", 400, "JSON"],
    ["too large a body", "/v1/rooms/demo/tokens", { identity: "a".repeat(40_000) }, 413, "larger"],
  ])("refuses %s", async (_name, url, payload, status, word) => {
    const reply = await app.inject({
      method: "POST",
      url,
      headers: { ...auth, "content-type": "application/json" },
      payload,
    });
    expect(reply.statusCode).toBe(status);
    expect(reply.headers["content-type"]).toBe("application/problem+json");
    expect(reply.json().detail).toContain(word);
  });

  it("lists failovers with what clients measured, newest first, in pages", async () => {
    const page = async (query: string) =>
      (await app.inject({ url: `/v1/failovers?${query}`, headers: auth })).json() as {
        failovers: { id: number }[];
        next?: string;
      };
    const first = await page("limit=1");
    expect(first.failovers).toMatchObject([{ id: 2, cause: "worker_died", outcome: "given_up", gaps: { count: 0 } }]);
    expect(first.failovers[0]).not.toHaveProperty("toNode");
    const second = await page(`limit=1&cursor=${first.next}`);
    expect(second).toEqual({
      failovers: [
        expect.objectContaining({ id: 1, fromEpoch: 3, toEpoch: 4, gaps: { count: 4, p50Ms: 200, maxMs: 400 } }),
      ],
    });
    expect((await page("")).failovers.map(({ id }) => id)).toEqual([2, 1]);
  });

  it.each(["limit=0", "limit=1001", "limit=x", "cursor=nonsense", "page=2"])("refuses %s", async (query) => {
    for (const list of ["nodes", "rooms", "failovers"]) {
      const reply = await app.inject({ url: `/v1/${list}?${query}`, headers: auth });
      expect([reply.statusCode, reply.json().code]).toEqual([400, "bad_request"]);
    }
  });

  const send = async (method: "POST" | "GET" | "DELETE" | "PATCH", url: string, payload?: object) => {
    const reply = await app.inject({ method, url, headers: auth, ...(payload ? { payload } : {}) });
    return { status: reply.statusCode, ...(reply.body === "" ? {} : reply.json()) };
  };

  it("keeps what was set for a room, and what is not named stays", async () => {
    const first = await send("POST", "/v1/rooms", { name: "pool", redundancy: "hot", maxParticipants: 8 });
    expect(first).toEqual({
      status: 201,
      name: "pool",
      redundancy: "hot",
      maxParticipants: 8,
      region: "",
      nodeLabels: {},
      metadata: "",
    });
    const second = await send("POST", "/v1/rooms", { name: "pool", maxParticipants: null, region: "eu-1" });
    expect(second).toMatchObject({ status: 200, redundancy: "hot", maxParticipants: null, region: "eu-1" });
    const nodeLabels = { gpu: "1", "example.com/rack": "r_7.2-a" };
    expect(await send("POST", "/v1/rooms", { name: "pool", nodeLabels })).toMatchObject({ status: 200, nodeLabels });
    expect(await send("GET", "/v1/rooms/pool")).toMatchObject({
      status: 200,
      nodeId: "",
      settings: { redundancy: "hot", region: "eu-1", nodeLabels },
      participants: [],
    });
    for (const wrong of [
      {},
      { name: "a b" },
      { name: "r", redundancy: "warm" },
      { name: "r", maxParticipants: 0 },
      { name: "r", region: "a/b" },
      { name: "r", nodeLabels: { gpu: 1 } },
      { name: "r", nodeLabels: { "": "1" } },
      { name: "r", nodeLabels: { gpu: "" } },
      { name: "r", nodeLabels: { "a b": "1" } },
      { name: "r", nodeLabels: Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`l${i}`, "1"])) },
      { name: "r", metadata: "m".repeat(5_000) },
      { name: "r", colour: "red" },
    ])
      expect(await send("POST", "/v1/rooms", wrong)).toMatchObject({ status: 400, code: "bad_request" });
  });

  it("closes a room", async () => {
    expect(await send("DELETE", "/v1/rooms/demo")).toEqual({ status: 204 });
    expect(await send("DELETE", "/v1/rooms/nobody")).toMatchObject({ status: 404, code: "not_found" });
  });

  it("reads, changes and removes a participant", async () => {
    const path = "/v1/rooms/demo/participants/ann";
    expect(await send("GET", path)).toEqual({ status: 200, ...ann });
    expect(await send("PATCH", path, { name: "Anna", muteTracks: ["tr_1"] })).toMatchObject({
      status: 200,
      name: "Anna",
    });
    expect(await send("DELETE", path)).toEqual({ status: 204 });
    for (const method of ["GET", "DELETE"] as const)
      expect(await send(method, "/v1/rooms/demo/participants/eve")).toMatchObject({ status: 404 });
    for (const wrong of [{}, { name: "n".repeat(300) }, { muteTracks: ["a b"] }, { identity: "eve" }])
      expect(await send("PATCH", path, wrong)).toMatchObject({ status: 400, code: "bad_request" });
  });

  it("operates nodes", async () => {
    asked = [];
    expect(await send("POST", "/v1/nodes/node-a/cordon")).toMatchObject({ status: 200, serving: "cordoned" });
    expect(await send("POST", "/v1/nodes/node-a/uncordon")).toMatchObject({ status: 200, serving: "serving" });
    expect(await send("POST", "/v1/nodes/node-a/drain")).toEqual({ status: 202, ...drain });
    expect(await send("POST", "/v1/nodes/node-a/drain", { timeoutMs: 5_000, force: true })).toMatchObject({
      status: 202,
    });
    expect(await send("GET", "/v1/nodes/node-a/drain")).toEqual({ status: 200, ...drain });
    expect(await send("DELETE", "/v1/nodes/node-a/drain")).toMatchObject({ status: 200, state: "cancelled" });
    expect(asked).toEqual(["cordon", "uncordon", "drain", {}, "drain", { timeoutMs: 5_000, force: true }, "cancel"]);
    expect(await send("POST", "/v1/nodes/only/drain", {})).toMatchObject({ status: 409, code: "no_other_node" });
    expect(await send("POST", "/v1/nodes/node-x/cordon")).toMatchObject({ status: 404, code: "not_found" });
    for (const payload of [{ timeoutMs: 0 }, { timeoutMs: "long" }, { timeout: 5_000 }, { timeoutMs: 1e12 }])
      expect(await send("POST", "/v1/nodes/node-a/drain", payload)).toMatchObject({ status: 400, code: "bad_request" });
  });

  it("takes no form or plain text, which foreign pages can send", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded"]) {
      const headers = { ...local, "content-type": type };
      expect(
        (await devApp.inject({ method: "POST", url: "/v1/dev/tokens", headers, payload: '{"room":"demo"}' }))
          .statusCode,
      ).toBe(415);
    }
  });

  it("gives the dashboard a token in dev mode, to this machine's own pages only", async () => {
    const ask = (server: HttpApp, headers: object) =>
      server.inject({ method: "POST", url: "/v1/dev/admin-tokens", headers: { ...headers } });
    const given = await ask(devApp, local);
    expect(given.statusCode).toBe(201);
    const { token } = given.json() as { token: string };
    expect((await app.inject({ url: "/v1/nodes", headers: bearer(token) })).statusCode).toBe(200);
    expect((await ask(devApp, { host: "meet.example.com" })).statusCode).toBe(403);
    expect((await ask(devApp, { ...local, origin: "https://elsewhere.example" })).statusCode).toBe(403);
    expect((await ask(app, local)).statusCode).toBe(404);
  });

  it("says what is not there, and nothing about its own failures", async () => {
    const missing = await app.inject({ url: "/v1/rooms/nobody", headers: auth });
    expect([missing.statusCode, missing.json().code]).toEqual([404, "not_found"]);
    const broken = await app.inject({ url: "/v1/rooms/broken", headers: auth });
    expect([broken.statusCode, broken.json().code]).toEqual([500, "internal"]);
    expect(broken.body).not.toContain("a detail of ours");
  });

  it("describes itself: every route with its errors, its security and examples", async () => {
    const described = (await devApp.inject("/v1/openapi.json")).json() as OpenApi;
    expect(await new Validator().validate({ ...described })).toMatchObject({ valid: true });
    expect(described.openapi).toBe("3.1.0");
    expect(Object.keys(described.paths).toSorted()).toEqual([
      "/healthz",
      "/metrics",
      "/readyz",
      "/v1/dev/admin-tokens",
      "/v1/dev/nodes",
      "/v1/dev/nodes/{id}/hang",
      "/v1/dev/nodes/{id}/kill",
      "/v1/dev/nodes/{id}/resume",
      "/v1/dev/tokens",
      "/v1/failovers",
      "/v1/keys",
      "/v1/keys/{id}",
      "/v1/nodes",
      "/v1/nodes/{id}/cordon",
      "/v1/nodes/{id}/drain",
      "/v1/nodes/{id}/uncordon",
      "/v1/rooms",
      "/v1/rooms/{room}",
      "/v1/rooms/{room}/participants/{id}",
      "/v1/rooms/{room}/tokens",
    ]);
    const operationIds: (string | undefined)[] = [];
    for (const [path, operations] of Object.entries(described.paths)) {
      for (const [method, { operationId, summary, tags, security, responses, requestBody }] of Object.entries(
        operations,
      )) {
        const where = `${method} ${path}`;
        expect([where, summary?.length, tags?.length]).toEqual([where, expect.any(Number), 1]);
        operationIds.push(operationId);
        if (!path.startsWith("/v1/")) continue;
        expect([where, Object.keys(responses)]).toEqual([where, expect.arrayContaining(["400", "403", "500"])]);
        for (const [status, { content }] of Object.entries(responses).filter(([code]) => code >= "400"))
          expect([where, status, Object.keys(content ?? {})]).toEqual([where, status, ["application/problem+json"]]);
        expect([where, security]).toEqual([where, path.startsWith("/v1/dev/") ? undefined : [{ bearer: [] }]]);
        if (requestBody)
          expect([where, JSON.stringify(requestBody)]).toEqual([where, expect.stringContaining('"examples"')]);
      }
    }
    expect(new Set(operationIds).size).toBe(operationIds.length);
    for (const id of operationIds) expect(id).toMatch(/^[a-z][A-Za-z]+$/);
  });

  it("answers a method that an address does not take with 405, and says which it takes", async () => {
    const { paths } = (await devApp.inject("/v1/openapi.json")).json() as OpenApi;
    for (const [path, operations] of Object.entries(paths)) {
      const url = path.replaceAll(/\{\w+\}/g, "x");
      const taken = Object.keys(operations).map((method) => method.toUpperCase());
      for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const) {
        if (taken.includes(method)) continue;
        const reply = await devApp.inject({ method, url, headers: auth, payload: "" });
        expect([path, method, reply.statusCode]).toEqual([path, method, 405]);
        expect(reply.json()).toMatchObject({ code: "method_not_allowed", status: 405 });
        expect(String(reply.headers["allow"]).split(", ")).toEqual(expect.arrayContaining(taken));
      }
    }
  });

  it("has every route in docs/http-api.md", async () => {
    const page = readFileSync(new URL("../../docs/http-api.md", import.meta.url), "utf8");
    const { paths } = (await devApp.inject("/v1/openapi.json")).json() as OpenApi;
    expect(Object.keys(paths).filter((path) => !page.includes(path))).toEqual([]);
  });

  it("is not described by what only looks like a description", async () => {
    expect(await new Validator().validate({ openapi: "3.1.0", paths: { "/x": { get: 1 } } })).toMatchObject({
      valid: false,
    });
  });

  it("is healthy while it runs, and ready while calls can be placed", async () => {
    expect((await app.inject("/healthz")).statusCode).toBe(200);
    expect((await app.inject("/readyz")).statusCode).toBe(200);
    reasons = ["no node takes calls"];
    const reply = await app.inject("/readyz");
    reasons = [];
    expect([reply.statusCode, reply.json()]).toEqual([
      503,
      { ready: false, reasons: ["no node takes calls"], degraded: [] },
    ]);
    degraded = ["the store is away"];
    const withoutStore = await app.inject("/readyz");
    degraded = [];
    expect([withoutStore.statusCode, withoutStore.json()]).toEqual([
      200,
      { ready: true, reasons: [], degraded: ["the store is away"] },
    ]);
  });
});

describe("every reply of the API", () => {
  it("is kept by nobody, and has a problem's shape when it is one", async () => {
    for (const url of ["/v1/nodes", "/v1/nope", "/v1/rooms/%zz", `/v1/rooms/${"r".repeat(500)}`, "/healthz"]) {
      const reply = await app.inject({ url, headers: auth });
      expect([url, reply.headers["cache-control"]]).toEqual([url, "no-store"]);
      if (reply.statusCode < 400) continue;
      expect(reply.headers["content-type"]).toBe("application/problem+json");
      expect(reply.json()).toMatchObject({ status: reply.statusCode, code: expect.any(String) });
    }
  });
});

describe("a caller who asks too often", () => {
  const limited = async () => {
    const limits = new RequestLimits({ httpRequestsPerSecond: 1, httpRequestBurst: 1 });
    return createHttpServer({ ...deps, limits }, folders);
  };

  it("is told to slow down, by key", async () => {
    const server = await limited();
    const ask = (headers: object) => server.inject({ url: "/v1/rooms", headers: { ...headers } });
    expect((await ask(auth)).statusCode).toBe(200);
    const refused = await ask(auth);
    expect([refused.statusCode, refused.json().code, refused.headers["retry-after"]]).toEqual([
      429,
      "too_many_requests",
      "1",
    ]);
    expect((await ask(bearer(`second:${apiKeys.get("second")}`))).statusCode).toBe(200);
    expect((await server.inject("/healthz")).statusCode).toBe(200);
    await server.close();
  });

  it("and who guesses keys, by address", async () => {
    const server = await limited();
    const guess = async (n: number) =>
      (await server.inject({ url: "/v1/rooms", headers: bearer(`key${n}:x`) })).statusCode;
    expect([await guess(1), await guess(2)]).toEqual([401, 429]);
    expect((await server.inject({ url: "/v1/rooms", headers: auth })).statusCode).toBe(200);
    await server.close();
  });
});

describe("the audit log", () => {
  it("has one line for each call that changes something, and no secret", async () => {
    const lines: Record<string, unknown>[] = [];
    const log = pino({ level: "info" }, { write: (line: string) => lines.push(JSON.parse(line)) });
    const server = await createHttpServer({ ...deps, log }, folders);
    const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
    const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;
    const post = (url: string, payload: object, headers: object = auth) =>
      server.inject({ method: "POST", url, payload, headers: { ...headers, traceparent, "x-request-id": "r1" } });
    await post("/v1/nodes/node-a/drain", { timeoutMs: 5_000 });
    await post("/v1/nodes/node-x/drain", {});
    await post("/v1/rooms", { name: "audited", metadata: "private words" });
    const token = (await post("/v1/rooms/demo/tokens", { identity: "ann", metadata: "private words" })).json().token;
    await post("/v1/nodes/node-a/cordon", {}, {});
    await server.inject({ url: "/v1/rooms", headers: auth });
    // Nodes do that every second.
    const announcement = { nodeId: "node-b", bootId: "b1", url: "ws://10.0.0.6:7411", sentAtMs: nowMs };
    const proved = proveAnnouncement(clusterSecret, announcement);
    expect((await post("/v1/cluster/nodes", proved, {})).statusCode).toBe(204);
    await server.close();
    expect(
      lines.map(({ key, route, on, with: given, status, outcome }) => [key, route, on, given, status, outcome]),
    ).toEqual([
      ["first", "/v1/nodes/:id/drain", { id: "node-a" }, { timeoutMs: 5_000 }, 202, "done"],
      ["first", "/v1/nodes/:id/drain", { id: "node-x" }, {}, 404, "not_found"],
      ["first", "/v1/rooms", {}, { name: "audited" }, 201, "done"],
      ["first", "/v1/rooms/:room/tokens", { room: "demo" }, { identity: "ann" }, 201, "done"],
      ["", "/v1/nodes/:id/cordon", { id: "node-a" }, {}, 401, "token_missing"],
    ]);
    expect(lines.every(({ event, requestId }) => event === "audit" && requestId === "r1")).toBe(true);
    expect(lines.every((line) => line["trace_id"] === traceId)).toBe(true);
    for (const hidden of [secret, token, "private words"]) expect(JSON.stringify(lines)).not.toContain(hidden);
  });
});

describe("/metrics", () => {
  it("asks for its token when it has one", async () => {
    const config = { ...deps.config, metricsToken: "m".repeat(16) };
    const server = await createHttpServer({ ...deps, config }, folders);
    const ask = async (headers: Record<string, string>) =>
      (await server.inject({ url: "/metrics", headers })).statusCode;
    expect([await ask({}), await ask(auth), await ask(bearer(config.metricsToken))]).toEqual([401, 401, 200]);
    await server.close();
    expect((await app.inject("/metrics")).statusCode).toBe(200);
  });
});

describe("a node's announcement", () => {
  const announcement = { nodeId: "node-b", bootId: "b1", url: "ws://10.0.0.6:7411", sentAtMs: nowMs };
  const proved = proveAnnouncement(clusterSecret, announcement);
  const announce = (changes: object = {}) =>
    app.inject({ method: "POST", url: "/v1/cluster/nodes", payload: { ...proved, ...changes } });

  it("is taken when it proves that the node knows the cluster secret", async () => {
    announced.length = 0;
    expect((await announce()).statusCode).toBe(204);
    expect(announced).toEqual([proved]); // with its proof, for the other replicas
  });

  it("is taken from a node whose clock is a minute off, but not when it is old", async () => {
    for (const [apartMs, status] of [
      [-60_000, 204],
      [60_000, 204],
      [-3_600_000, 401],
      [3_600_000, 401],
    ] as const) {
      const sent = { ...announcement, sentAtMs: nowMs + apartMs };
      const reply = await announce(proveAnnouncement(clusterSecret, sent));
      expect([apartMs, reply.statusCode]).toEqual([apartMs, status]);
    }
  });

  it.each<[string, object, number]>([
    ["of another secret", { proof: proveAnnouncement("another", announcement).proof }, 401],
    ["of another node", { nodeId: "node-c" }, 401],
    ["of another process", { bootId: "b2" }, 401],
    ["of another address", { url: "ws://10.66.6.6:1" }, 401],
    ["without a proof", { proof: "" }, 401],
    ["that leads elsewhere", { url: "file:///etc/passwd" }, 400],
    ["of no node", { nodeId: "../x" }, 400],
    ["with more in it", { admin: true }, 400],
  ])("%s is refused", async (_, changes, status) => {
    const before = announced.length;
    expect((await announce(changes)).statusCode).toBe(status);
    expect(announced.length).toBe(before);
  });
});

describe("a key with few rights", () => {
  const headers = bearer(`limited:${limitedSecret}`);
  const status = async (method: "GET" | "POST" | "DELETE", url: string, payload?: object) =>
    (await app.inject({ method, url, headers, ...(payload ? { payload } : {}) })).statusCode;

  it("may do what they say and nothing else", async () => {
    expect(await status("GET", "/v1/rooms")).toBe(200);
    for (const [method, url] of [
      ["GET", "/v1/nodes"],
      ["POST", "/v1/nodes/node-a/cordon"],
      ["GET", "/v1/failovers"],
      ["GET", "/v1/keys"],
      ["DELETE", "/v1/keys/limited"],
    ] as const)
      expect([url, await status(method, url)]).toEqual([url, 403]);
    expect(await status("POST", "/v1/keys", { rights: ["admin"] })).toBe(403);
    expect(await status("POST", "/v1/rooms/demo/tokens", { identity: "ann" })).toBe(403);
  });

  it("nor may an admin token that it has signed", async () => {
    const token = await mintAdminToken({ key: "limited", secret: limitedSecret, ttlSeconds: 60, nowMs });
    expect((await app.inject({ url: "/v1/rooms", headers: bearer(token) })).statusCode).toBe(200);
    const refused = await app.inject({ url: "/v1/keys", headers: bearer(token) });
    expect(refused.statusCode).toBe(403);
    expect(refused.json()).toMatchObject({ code: "forbidden", detail: expect.stringContaining("admin") });
  });
});

describe("keys", () => {
  const post = (payload: object) => app.inject({ method: "POST", url: "/v1/keys", headers: auth, payload });

  it("are made, and the secret is told once", async () => {
    const made = await post({ name: "backend", rights: ["tokens", "rooms", "rooms"] });
    expect(made.statusCode).toBe(201);
    expect(made.json()).toMatchObject({ id: "made", name: "backend", rights: ["tokens", "rooms"] });
    expect(made.json().secret).toHaveLength(32);
    const listed = await app.inject({ url: "/v1/keys", headers: auth });
    expect(listed.json()).toEqual({ keys: [limited] });
  });

  it.each([
    {},
    { rights: [] },
    { rights: ["all"] },
    { rights: ["rooms"], secret: "x" },
    { rights: ["rooms"], name: 7 },
  ])("%j is refused", async (payload) => {
    expect((await post(payload)).statusCode).toBe(400);
  });

  it("are revoked", async () => {
    const revoke = (id: string) => app.inject({ method: "DELETE", url: `/v1/keys/${id}`, headers: auth });
    expect((await revoke("limited")).statusCode).toBe(204);
    expect((await revoke("unknown")).statusCode).toBe(404);
    expect((await revoke("no%20id")).statusCode).toBe(400);
  });
});

describe("the dev routes", () => {
  it("do not exist without dev", async () => {
    for (const url of ["/v1/dev/tokens", "/v1/dev/nodes/node-a/kill", "/v1/dev/nodes/node-a/resume"]) {
      expect((await app.inject({ method: "POST", url, headers: local, payload: {} })).statusCode).toBe(404);
    }
    expect((await app.inject({ url: "/v1/dev/nodes", headers: local })).statusCode).toBe(404);
  });

  it.each([{ host: "evil.example" }, { ...local, origin: "https://evil.example" }])("refuse %j", async (headers) => {
    killed = [];
    for (const url of ["/v1/dev/tokens", "/v1/dev/nodes/node-a/kill", "/v1/dev/nodes/node-a/hang"]) {
      expect((await devApp.inject({ method: "POST", url, headers, payload: { room: "demo" } })).json().code).toBe(
        "forbidden",
      );
    }
    expect((await devApp.inject({ url: "/v1/dev/nodes", headers })).statusCode).toBe(403);
    expect(killed).toEqual([]);
  });

  it("give the page a token", async () => {
    const reply = await devApp.inject({
      method: "POST",
      url: "/v1/dev/tokens",
      headers: local,
      payload: { room: "demo", name: "Bo" },
    });
    const { token, identity } = reply.json();
    expect((await verifyToken(token, apiKeys, nowMs)).grants).toMatchObject({
      room: "demo",
      identity,
      name: "Bo",
      canPublish: true,
    });
  });

  it("list nodes with their processes and rooms", async () => {
    const reply = await devApp.inject({ url: "/v1/dev/nodes", headers: local });
    expect(reply.json()).toEqual({ nodes: [{ ...node, pid: 10, heldRooms: [room] }] });
  });

  it("kill the node, or its busiest live worker", async () => {
    killed = [];
    const kill = (id: string, payload?: object) =>
      devApp.inject({
        method: "POST",
        url: `/v1/dev/nodes/${id}/kill`,
        headers: local,
        ...(payload ? { payload } : {}),
      });
    expect((await kill("node-a")).json()).toEqual({ killedPid: 10 });
    expect((await kill("node-a", { target: "worker" })).json()).toEqual({ killedPid: 12 });
    expect((await kill("node-x")).statusCode).toBe(404);
    expect((await kill("node-x", { target: "worker" })).statusCode).toBe(404);
    expect((await kill("node-a", { target: "machine" })).statusCode).toBe(400);
    expect(killed).toEqual(["node-a", ["node-a", 12]]);
  });

  it("stop a node with its workers, and let it go on", async () => {
    killed = [];
    const post = (url: string) => devApp.inject({ method: "POST", url, headers: local });
    expect((await post("/v1/dev/nodes/node-a/hang")).json()).toEqual({ pids: [10, 11, 12] });
    expect((await post("/v1/dev/nodes/node-a/resume")).json()).toEqual({ pids: [11, 12, 10] });
    expect(killed).toEqual([
      ["hang", "node-a"],
      ["resume", "node-a"],
    ]);
  });
});

describe("pages", () => {
  it("come with a policy that keeps foreign scripts and frames out", async () => {
    const reply = await app.inject("/");
    expect(reply.body).toContain("page");
    expect(reply.headers["content-security-policy"]).toMatch(
      /default-src 'self'.*connect-src 'self' ws: wss:.*frame-ancestors 'none'/,
    );
    expect(reply.headers).toMatchObject({ "x-content-type-options": "nosniff", "cache-control": "no-cache" });
  });

  it("hashed files may be kept", async () => {
    expect((await app.inject("/assets/main-abc123.js")).headers["cache-control"]).toContain("immutable");
  });

  it("the SDK can be imported from other sites, and only the SDK", async () => {
    const sdk = await app.inject("/sdk/holdfast-client.js");
    expect([sdk.statusCode, sdk.headers["access-control-allow-origin"]]).toEqual([200, "*"]);
    for (const url of ["/sdk/notes.txt", "/sdk/../server.ts", "/sdk/%2e%2e/web/index.html", "/nothing"]) {
      expect((await app.inject(url)).statusCode).toBe(404);
    }
  });
});
