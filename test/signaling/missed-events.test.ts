// A replica that could not hear a node for a moment: its clients are told what they missed, once and in order.

import { afterAll, beforeAll, expect, it } from "vitest";
import { type Cluster, startCluster } from "../harness/cluster.ts";
import { notReady, ready, waitUntil } from "../harness/wait-until.ts";
import { audioOffer } from "../sfu/test-media.ts";
import { RawClient } from "./raw-client.ts";

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster({ nodes: 1, replicas: 2, controlRelays: "first" });
});
afterAll(() => cluster?.close());

async function enter(replica: number, room: string, identity: string) {
  const client = await RawClient.connect(cluster.replicas[replica]!.url);
  const reply = await client.join(await cluster.mint({ room, identity }));
  return { client, path: reply.offer?.path ?? {} };
}

const told = (client: RawClient, pathId: string): string[] =>
  client.events.filter((event) => event.pathId === pathId).map(({ seq, body }) => `${seq} ${body}`);

it("what happened while the link was broken follows when it is whole again", async () => {
  const alice = await enter(0, "tide-pool", "alice");
  const bob = await enter(1, "tide-pool", "bob");
  const pathId = alice.path.id ?? "";
  await waitUntil("alice hears of bob", () =>
    alice.client.events.some(({ body }) => body === "participantJoined") ? ready(undefined) : notReady("not yet"),
  );
  const relay = cluster.nodes[0]!.controlRelay!;
  relay.cut();
  await bob.client.rpc.request("publish", { pathId: bob.path.id ?? "", tracks: [audioOffer("voice")] });
  await bob.client.rpc.request("setMuted", { trackId: "voice", muted: true });
  await bob.client.rpc.request("setMuted", { trackId: "voice", muted: false });
  expect(told(alice.client, pathId).filter((event) => event.includes("trackMuted"))).toEqual([]);
  relay.mend();
  await waitUntil("alice hears of both changes", () => {
    const heard = told(alice.client, pathId);
    return heard.filter((event) => event.endsWith("trackMuted")).length >= 2
      ? ready(undefined)
      : notReady(heard.join());
  });
  const seqs = alice.client.events.filter((event) => event.pathId === pathId).map(({ seq }) => seq);
  expect(seqs, "each once, without holes").toEqual(seqs.map((_, index) => index + 1));
  for (const { client } of [alice, bob]) client.close();
});

it("when more was missed than is kept, the client is sent to take the whole picture", async () => {
  const alice = await enter(0, "kelp", "alice");
  const bob = await enter(1, "kelp", "bob");
  const relay = cluster.nodes[0]!.controlRelay!;
  await bob.client.rpc.request("publish", { pathId: bob.path.id ?? "", tracks: [audioOffer("voice")] });
  relay.cut();
  for (let change = 0; change < 150; change++) {
    await bob.client.rpc.request("setMuted", { trackId: "voice", muted: true });
    await bob.client.rpc.request("setMuted", { trackId: "voice", muted: false });
  }
  relay.mend();
  expect(await alice.client.closed).toMatchObject({ code: 4502 });
  bob.client.close();
});
