// One trace through a replica and the nodes that a session is on, one after the other.

import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Cluster, startCluster } from "../harness/cluster.ts";
import { notReady, ready, waitUntil } from "../harness/wait-until.ts";
import { RawClient } from "./raw-client.ts";

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster({ nodes: 2, logLevel: "debug" });
});
afterAll(() => cluster?.close());

const newTrace = () => {
  const traceId = randomBytes(16).toString("hex");
  return { traceId, traceparent: `00-${traceId}-${randomBytes(8).toString("hex")}-01` };
};

/** A log line with these words that names the trace. */
const traced = (log: () => readonly string[], traceId: string, words: string) =>
  waitUntil(`"${words}" with trace ${traceId}`, () => {
    const line = log().find((text) => text.includes(words) && text.includes(`"trace_id":"${traceId}"`));
    return line === undefined ? notReady(cluster.logTail()) : ready(line);
  });

it("is named by the replica and by every node that the session comes to", async () => {
  const { traceId, traceparent } = newTrace();
  const client = await RawClient.connect(cluster.url);
  const { offer, sessionId } = await client.join(await cluster.mint({ room: "traced", identity: "ann" }), {
    traceparent,
  });
  const replicaLog = () => cluster.replica.log();
  expect(await traced(replicaLog, traceId, "joined")).toContain(sessionId);
  const node = cluster.node(offer?.path?.nodeId ?? "");
  expect(await traced(() => node.log(), traceId, "session attached")).toContain(sessionId);
  const wrong = client.rpc.request("subscribe", {
    subscriptions: [{ trackId: "none", subscribed: true, maxSpatialLayer: 99 }],
  });
  await wrong.catch(() => {});
  await expect(client.rpc.request("setMuted", { trackId: "none", muted: true })).rejects.toThrow();
  await traced(() => node.log(), traceId, "request refused");
  await traced(replicaLog, traceId, "request refused");
  await node.kill();
  const other = cluster.nodes.find(({ id }) => id !== node.id)!;
  await traced(() => other.log(), traceId, "session attached");
  client.close();
});

it("is named where a join is refused, and ignored where it is none", async () => {
  const { traceId, traceparent } = newTrace();
  const refused = await RawClient.connect(cluster.url);
  await expect(refused.join("no token", { traceparent })).rejects.toMatchObject({ code: "token_invalid" });
  await traced(() => cluster.replica.log(), traceId, "request refused");

  const client = await RawClient.connect(cluster.url);
  const odd = `00-${traceId.toUpperCase()}-xyz`;
  const { sessionId } = await client.join(await cluster.mint({ room: "odd", identity: "ann" }), { traceparent: odd });
  const line = await waitUntil("the join is logged", () => {
    const found = cluster.replica.log().find((text) => text.includes(sessionId ?? "-") && text.includes("joined"));
    return found === undefined ? notReady(cluster.logTail()) : ready(found);
  });
  expect(line).not.toContain("trace_id");
  client.close();
});
