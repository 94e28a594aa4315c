// What strangers can do to a replica before they have joined: nothing but be refused. No node is needed for that.

import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import { Writable } from "node:stream";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clientFrames } from "../../proto/codec.ts";
import { mintToken } from "../../signaling/tokens.ts";
import { signalingConfigSchema } from "../../signaling/config.ts";
import { type Signaling, startSignaling } from "../../signaling/main.ts";
import { RawClient } from "./raw-client.ts";

const secret = randomBytes(32).toString("hex");
const lines: string[] = [];
const log = pino({ level: "debug" }, new Writable({ write: (line, _, done) => (lines.push(String(line)), done()) }));
let signaling: Signaling;

const config = (over: object = {}) =>
  signalingConfigSchema.parse({
    httpPort: 0,
    apiKeys: `key:${secret}`,
    clusterSecret: secret,
    nodes: "ws://127.0.0.1:1",
    joinTimeoutMs: 400,
    ...over,
  });
const token = (grants: object = {}, over: object = {}) =>
  mintToken({
    key: "key",
    secret,
    grants: { room: "r", identity: "p", ...grants },
    ttlSeconds: 60,
    nowMs: Date.now(),
    ...over,
  });
const b64 = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

beforeAll(async () => {
  signaling = await startSignaling(config(), { log });
});
afterAll(() => signaling.close("test is over"));

describe("frames before a join", () => {
  it.each([
    ["garbage", randomBytes(100)],
    ["an empty message", new Uint8Array()],
    [
      "a truncated join",
      clientFrames
        .encode({ kind: "request", request: { id: 1, body: "join", join: { token: "x".repeat(50) } } })
        .slice(0, 20),
    ],
    ["a text frame", "hello"],
    ["a request without a body", clientFrames.encode({ kind: "request", request: { id: 1 } })],
  ])("%s closes the socket with 4400", async (_, bytes) => {
    const client = await RawClient.connect(signaling.url);
    client.send(bytes);
    await expect(client.closed).resolves.toMatchObject({ code: 4400 });
  });

  it("an oversized message closes it with 1009", async () => {
    const client = await RawClient.connect(signaling.url);
    client.send(randomBytes(65 * 1024));
    await expect(client.closed).resolves.toMatchObject({ code: 1009 });
  });

  it("a flood of fragments closes it", async () => {
    const client = await RawClient.connect(signaling.url);
    for (let i = 0; i < 200; i++) client.ws.send(Buffer.from([1]), { fin: false, binary: true });
    const { code } = await client.closed;
    expect([1008, 1009]).toContain(code);
  });

  it.each(["leave", "publish", "setMuted", "assert", "reportPath", "sendData"] as const)(
    "%s is answered with not_joined, and closes it",
    async (name) => {
      const client = await RawClient.connect(signaling.url);
      await expect(client.rpc.request(name, {} as never)).rejects.toMatchObject({ code: "not_joined" });
      await expect(client.closed).resolves.toMatchObject({ code: 4409, reason: "not_joined" });
    },
  );

  it("saying nothing closes it with join_timeout", async () => {
    const client = await RawClient.connect(signaling.url);
    await expect(client.closed).resolves.toMatchObject({ code: 4408, reason: "join_timeout" });
  });

  it("another subprotocol is refused", async () => {
    await expect(RawClient.connect(signaling.url, "other")).rejects.toThrow();
  });
});

describe("tokens", () => {
  const other = randomBytes(32).toString("hex");
  it.each([
    ["none", async () => "", "token_missing"],
    ["garbage", async () => "garbage", "token_invalid"],
    ["expired", () => token({}, { nowMs: Date.now() - 3_600_000 }), "token_expired"],
    ["not yet valid", () => token({}, { nowMs: Date.now() + 3_600_000 }), "token_not_yet_valid"],
    ["signed by the wrong secret", () => token({}, { secret: other }), "token_invalid"],
    ["of an unknown key", () => token({}, { key: "other" }), "token_invalid"],
    [
      "alg none",
      async () => `${b64({ alg: "none", kid: "key" })}.${b64({ iss: "key", sub: "p", room: "r", exp: 4e9 })}.`,
      "token_invalid",
    ],
  ])("%s", async (_, make, code) => {
    const client = await RawClient.connect(signaling.url);
    const bad = await make();
    await expect(client.join(bad)).rejects.toMatchObject({ code });
    await expect(client.closed).resolves.toMatchObject({ code: 4401, reason: code });
    if (bad) expect(lines.join("")).not.toContain(bad);
  });

  it("a good one in a cluster without nodes is told so", async () => {
    const client = await RawClient.connect(signaling.url);
    await expect(client.join(await token())).rejects.toMatchObject({ code: "no_capacity" });
  });

  it("a second join while the first is under way is refused without harm", async () => {
    const client = await RawClient.connect(signaling.url);
    const [wrong, right] = [await token({}, { secret: other }), await token()];
    const outcomes = [wrong, right].map((each) => client.join(each).catch((e: { code: string }) => e.code));
    await expect(Promise.all(outcomes)).resolves.toEqual(["token_invalid", "already_joined"]);
  });

  it("another media profile is answered with the server's, and the socket may join again", async () => {
    const client = await RawClient.connect(signaling.url);
    const reply = await client.join(await token(), { mediaProfile: "of the future" });
    expect(reply.routerRtpCapabilities?.codecs?.length).toBeGreaterThan(0);
    await expect(client.join(await token())).rejects.toMatchObject({ code: "no_capacity" });
  });
});

describe("floods", () => {
  it("a thousand connections at once from one address are held to the limit, and others are served afterwards", async () => {
    const limited = await startSignaling(config({ connectionsPerSecond: 20, connectionBurst: 30 }), { log });
    const outcomes = await Promise.allSettled(Array.from({ length: 1_000 }, () => RawClient.connect(limited.url)));
    const refused = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(refused.length).toBeGreaterThan(800);
    for (const { reason } of refused) expect(String(reason)).toContain("429");
    for (const outcome of outcomes) if (outcome.status === "fulfilled") outcome.value.ws.terminate();
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const client = await RawClient.connect(limited.url);
    await expect(client.join("x")).rejects.toMatchObject({ code: "token_invalid" });
    await limited.close("test is over");
  });

  it("more requests than anybody needs close the socket with too_many_requests", async () => {
    const patient = await startSignaling(config({ joinTimeoutMs: 30_000 }), { log });
    const client = await RawClient.connect(patient.url);
    for (let id = 1; id < 1_000; id++) client.send(clientFrames.encode({ kind: "cancel", cancel: { id } }));
    for (let id = 1; id < 1_000; id++)
      client.send(clientFrames.encode({ kind: "request", request: { id, body: "ping", ping: {} } }));
    await expect(client.closed).resolves.toMatchObject({ code: 4429 });
    await patient.close("test is over");
  });

  it("a refused upgrade leaves no open socket, even if the other side never closes its own", async () => {
    const { port, hostname } = new URL(signaling.url);
    const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
    const destroyed = new Promise((resolve) => socket.on("error", resolve));
    const ended = new Promise((resolve) => socket.once("end", resolve));
    socket.resume();
    const upgrade = ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13"];
    socket.write(`GET /elsewhere HTTP/1.1\r\nHost: x\r\n${upgrade.join("\r\n")}\r\n\r\n`);
    await ended;
    // The kernel answers with a reset only when nobody has the socket open any more.
    const talking = setInterval(() => socket.write("x"), 20);
    await destroyed;
    clearInterval(talking);
    socket.destroy();
  });

  it("bytes that are no HTTP at all do not disturb anybody", async () => {
    const { port, hostname } = new URL(signaling.url);
    const socket = connect(Number(port), hostname);
    socket.on("error", () => {});
    socket.resume();
    socket.write(randomBytes(1_000));
    await new Promise((resolve) => socket.once("close", resolve));
    await expect(RawClient.connect(signaling.url).then((client) => client.join("x"))).rejects.toMatchObject({
      code: "token_invalid",
    });
  });
});
