// A node tells clients several addresses at once, and is reached by each of them.

import { createSocket } from "node:dgram";
import { once } from "node:events";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { afterEach, expect, test } from "vitest";
import type { Node } from "../../sfu/main.ts";
import { clusterSecret, startTestNode, testConfig, testLog } from "./test-node.ts";
import { startNode } from "../../sfu/main.ts";
import { TestReplica } from "./test-replica.ts";
import { attachTo } from "./test-room.ts";
import { bindingRequest, isBindingSuccess } from "../../base/stun.ts";

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

/** Whether the transport answers a STUN binding request there, by its own credentials. */
async function answers(
  { address, port, protocol }: { address?: string | null; port?: number | null; protocol?: string | null },
  ice: { usernameFragment?: string | null; password?: string | null },
): Promise<boolean> {
  const request = bindingRequest({ username: `${ice.usernameFragment}:test`, password: ice.password ?? "" });
  if (protocol === "udp") {
    const socket = createSocket(address!.includes(":") ? "udp6" : "udp4");
    try {
      socket.send(request, port!, address!);
      const [answer] = (await once(socket, "message", { signal: AbortSignal.timeout(2_000) })) as [Buffer];
      return isBindingSuccess(answer, request);
    } finally {
      socket.close();
    }
  }
  const socket = connect(port!, address!);
  try {
    await once(socket, "connect", { signal: AbortSignal.timeout(2_000) });
    const length = Buffer.alloc(2);
    length.writeUInt16BE(request.byteLength); // RFC 4571
    socket.write(Buffer.concat([length, request]));
    const [answer] = (await once(socket, "data", { signal: AbortSignal.timeout(2_000) })) as [Buffer];
    return isBindingSuccess(answer.subarray(2), request);
  } finally {
    socket.destroy();
  }
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
    expect([candidate.protocol, candidate.address, await answers(candidate, transport.ice!)]).toEqual([
      candidate.protocol,
      candidate.address,
      true,
    ]);
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
