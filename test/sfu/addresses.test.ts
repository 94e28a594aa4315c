// A node tells clients several addresses at once, and is reached by each of them.

import { networkInterfaces } from "node:os";
import { afterEach, expect, test } from "vitest";
import { probeCandidate } from "../../cli/doctor/probe-candidate.ts";
import type { Node } from "../../sfu/main.ts";
import { clusterSecret, startTestNode, testConfig, testLog } from "./test-node.ts";
import { startNode } from "../../sfu/main.ts";
import { TestReplica } from "./test-replica.ts";
import { attachTo } from "./test-room.ts";

let node: Node | undefined;
afterEach(async () => {
  await node?.close();
  node = undefined;
});

async function offerOf(changes: Record<string, unknown>) {
  const started = await startTestNode(changes);
  node = started.node;
  const replica = await TestReplica.connect(node.controlPort, clusterSecret);
  const [offer] = await attachTo(replica, "r", ["ann"]);
  await replica.close();
  return { transport: offer!.path!.recv!, config: started.config };
}

test("every address of both families, by UDP and TCP", async () => {
  const outward = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .find(({ internal, family }) => !internal && family === "IPv4")?.address;
  const announced = ["127.0.0.1", "::1", ...(outward ? [outward] : [])];
  const { transport, config } = await offerOf({ rtcHost: "0.0.0.0,::", rtcAnnouncedAddress: announced });
  const found = transport.candidates!.map(({ protocol, address, port }) => `${protocol} ${address} ${port}`);
  expect(found).toEqual(
    ["udp", "tcp"].flatMap((protocol) => announced.map((address) => `${protocol} ${address} ${config.rtcPort}`)),
  );
  for (const candidate of transport.candidates!)
    expect([candidate.address, candidate.protocol, await probeCandidate(candidate, transport.ice!)]).toEqual([
      candidate.address,
      candidate.protocol,
      undefined,
    ]);
  // With other credentials, as before an answer that is somebody else's.
  const foreign = { ...transport.ice!, password: "x".repeat(32) };
  expect(await probeCandidate(transport.candidates![0]!, foreign)).toBeDefined();
});

test("a host name is told as its addresses", async () => {
  const { transport } = await offerOf({ rtcHost: "127.0.0.1", rtcAnnouncedAddress: "localhost" });
  expect([...new Set(transport.candidates!.map(({ address }) => address))]).toEqual(["127.0.0.1"]);
});

test("a host name that does not resolve stops the node from starting, in a sentence", async () => {
  const config = await testConfig({ rtcHost: "127.0.0.1", rtcAnnouncedAddress: "nowhere.invalid" });
  await expect(startNode(config, testLog)).rejects.toThrow(
    "HOLDFAST_RTC_ANNOUNCED_ADDRESS names nowhere.invalid, which does not resolve",
  );
});
