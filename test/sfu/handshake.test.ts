import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { handshakeProof } from "../../base/cluster-proof.ts";
import { clusterSubprotocol } from "../../proto/cluster-codec.ts";
import type { Node } from "../../sfu/main.ts";
import { clusterSecret, startTestNode } from "./test-node.ts";
import { TestReplica } from "./test-replica.ts";

let node: Node;
beforeAll(async () => {
  ({ node } = await startTestNode({ nodeId: "no_handshake" }));
});
afterAll(() => node.close());

test("a replica with the secret is let in, and the node proves itself too", async () => {
  const replica = await TestReplica.dial(node.controlPort);
  const { reply, agreed } = await replica.hello(clusterSecret);
  expect(reply.nodeId).toBe("no_handshake");
  expect(agreed.nodeId).toBe("no_handshake");
  expect(Buffer.from(reply.proof!)).toEqual(handshakeProof(clusterSecret, "node", agreed));
  const { load } = (await replica.event("heartbeat")).heartbeat;
  expect(load?.workers).toMatchObject([{ alive: true, pid: node.workerPids[0] }]);
  await replica.close();
});

test("another secret is refused and the connection closed", async () => {
  const replica = await TestReplica.dial(node.controlPort);
  await expect(replica.hello("some other secret")).rejects.toMatchObject({ code: "cluster_auth_failed" });
  expect(await replica.closed).toBe(4401);
});

test("a Hello that was overheard is worth nothing on another connection", async () => {
  const first = await TestReplica.dial(node.controlPort, "re_overheard");
  const { hello } = await first.hello(clusterSecret);
  const second = await TestReplica.dial(node.controlPort, "re_overheard");
  const replayed = second.caller.request("hello", hello);
  await expect(replayed).rejects.toMatchObject({ code: "cluster_auth_failed" });
  await first.close();
});

test.each([
  [
    "any other request before Hello",
    4409,
    (r: TestReplica) => void r.caller.request("detach", { sessionIds: ["se_1"] }).catch(() => {}),
  ],
  ["garbage", 4400, (r: TestReplica) => r.sendRaw(new Uint8Array([255, 255, 255, 1, 2, 3]))],
  ["an empty frame", 4400, (r: TestReplica) => r.sendRaw(new Uint8Array())],
])("%s closes the connection with %i", async (_name, code, send) => {
  const replica = await TestReplica.dial(node.controlPort);
  send(replica);
  expect(await replica.closed).toBe(code);
});

test("a frame beyond the limit closes the connection", async () => {
  const replica = await TestReplica.dial(node.controlPort);
  replica.sendRaw(new Uint8Array(4 * 1024 * 1024 + 1));
  expect(await replica.closed).toBe(1009);
});

test("a connection without the subprotocol is not taken", async () => {
  const ws = new WebSocket(`ws://127.0.0.1:${node.controlPort}`);
  const status = await new Promise((resolve) => {
    ws.on("unexpected-response", (_request, response) => resolve(response.statusCode));
    ws.on("error", () => {});
  });
  expect(status).toBe(401);
});

test("silence is not waited for longer than five seconds", async () => {
  const ws = new WebSocket(`ws://127.0.0.1:${node.controlPort}`, clusterSubprotocol);
  const startedMs = performance.now();
  expect(await new Promise((resolve) => ws.on("close", resolve))).toBe(4408);
  expect(performance.now() - startedMs).toBeGreaterThan(4_500);
});

test("several replicas are served at once; a newer connection of the same replica supersedes the older one", async () => {
  const first = await TestReplica.connect(node.controlPort, clusterSecret, "re_twice");
  const other = await TestReplica.connect(node.controlPort, clusterSecret);
  const second = await TestReplica.connect(node.controlPort, clusterSecret, "re_twice");
  expect(await first.closed).toBe(4410);
  await Promise.all([second.event("heartbeat"), other.event("heartbeat")]);
  await Promise.all([second.close(), other.close()]);
});
