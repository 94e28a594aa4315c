// Muted by the integrator's backend while the participant could not hear of it, and then something dies.

import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import type { wire } from "../../proto/model.ts";
import { type Cluster, startCluster } from "../harness/cluster.ts";
import { notReady, ready, waitUntil } from "../harness/wait-until.ts";
import { audioOffer } from "../sfu/test-media.ts";
import { RawClient } from "./raw-client.ts";

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2, replicas: 2 });
});
afterAll(() => cluster?.close());

afterEach(async () => {
  for (const replica of cluster.replicas) if (!replica.running) await replica.restart();
  for (const { id, running } of cluster.nodes) if (!running) await cluster.restartNode(id);
  await cluster.waitUntilReady();
});

const moderated = 65_536;

async function enter(replica: number, room: string, identity: string, over: object = {}) {
  const client = await RawClient.connect(cluster.replicas[replica]!.url);
  const reply = await client.join(await cluster.mint({ room, identity }), over);
  return { client, reply };
}

const unmuted = audioOffer("voice");

async function muteByApi(room: string, identity: string): Promise<void> {
  const response = await cluster.api(`/v1/rooms/${room}/participants/${identity}`, {
    method: "PATCH",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ muteTracks: ["voice"] }),
  });
  expect(response.status).toBe(200);
}

async function trackOfApi(room: string, identity: string): Promise<{ muted: boolean } | undefined> {
  const response = await cluster.api(`/v1/rooms/${room}/participants/${identity}`);
  if (!response.ok) return undefined;
  return ((await response.json()) as { tracks: { muted: boolean }[] }).tracks[0];
}

/** What the others were last told of the participant's track. */
function heardBy(client: RawClient, of: string): boolean | undefined {
  let muted: boolean | undefined;
  const take = (tracks: readonly wire.Track.$Shape[] | null | undefined): void => {
    for (const track of tracks ?? []) if (track.id === "voice") muted = track.muted ?? false;
  };
  for (const event of client.events) {
    if (event.body === "trackMuted" && event.trackMuted.participantId === of) muted = event.trackMuted.muted ?? false;
    else if (event.body === "tracksPublished" && event.tracksPublished.participantId === of)
      take(event.tracksPublished.tracks);
    else if (event.body === "participantJoined") take(event.participantJoined.participant?.tracks);
    else if (event.body === "pathOffered") take(event.pathOffered.participants?.find(({ id }) => id === of)?.tracks);
  }
  return muted;
}

const offered = (client: RawClient, count: number) =>
  waitUntil("a new path", () => {
    const offers = client.events.filter((event) => event.body === "pathOffered");
    return offers.length >= count ? ready(offers.at(-1)!.pathOffered!) : notReady(`${offers.length} offers`);
  });

it.each([
  ["with what is sent next said ahead", true],
  ["without", false],
])("holds when the node dies as well, %s", async (_, ahead) => {
  const room = `kelp-${ahead}`;
  const alice = await enter(0, room, "alice");
  const bob = await enter(1, room, "bob");
  const sessionId = alice.reply.sessionId ?? "";
  const path = alice.reply.offer?.path;
  await alice.client.rpc.request("assert", { pathId: path?.id ?? "", tracks: [unmuted] });
  await bob.client.rpc.request("assert", { pathId: bob.reply.offer?.path?.id ?? "", tracks: [] });
  if (ahead) await alice.client.rpc.request("prepare", { tracks: [unmuted] });
  alice.client.ws.terminate();
  await muteByApi(room, "alice");
  const node = path?.nodeId ?? "";
  await cluster.node(node).kill();
  const next = await offered(bob.client, 1);
  await bob.client.rpc.request("assert", { pathId: next?.path?.id ?? "", tracks: [] });

  const resume = { sessionId, paths: [{ pathId: path?.id ?? "", nodeId: node, epoch: path?.epoch ?? 0, lastSeq: 0 }] };
  const back = await enter(0, room, "alice", { resume, cause: 5 });
  const newPath = back.reply.offer?.path ?? back.reply.paths?.[0];
  const pathId = back.reply.offer?.path?.id ?? back.reply.paths?.[0]?.pathId ?? "";
  expect(newPath, JSON.stringify(back.reply)).toBeDefined();
  await back.client.rpc.request("assert", { pathId, tracks: [unmuted] });
  const correction = await waitUntil("alice hears that she is muted", () => {
    const heard = back.client.events.findLast((event) => event.body === "trackMuted");
    return heard ? ready(heard.trackMuted) : notReady(back.client.events.map(({ body }) => body).join());
  });
  expect(correction).toMatchObject({ participantId: "alice", trackId: "voice", muted: true, revision: moderated });
  expect(await trackOfApi(room, "alice")).toMatchObject({ muted: true });
  await waitUntil("bob takes her for muted", () =>
    heardBy(bob.client, "alice") === true ? ready(undefined) : notReady(cluster.logTail()),
  );

  // She knows now, and may speak again.
  await back.client.rpc.request("setMuted", { trackId: "voice", muted: false, revision: moderated + 1 });
  expect(await trackOfApi(room, "alice")).toMatchObject({ muted: false });
  for (const { client } of [back, bob]) client.close();
});

it("holds when her replica dies, and she comes back over another one", async () => {
  const room = "tide-pool";
  const alice = await enter(0, room, "alice");
  const bob = await enter(1, room, "bob");
  const path = alice.reply.offer?.path;
  await alice.client.rpc.request("assert", { pathId: path?.id ?? "", tracks: [unmuted] });
  await cluster.replicas[0]!.kill();
  await muteByApi(room, "alice");
  const resume = {
    sessionId: alice.reply.sessionId ?? "",
    paths: [{ pathId: path?.id ?? "", nodeId: path?.nodeId ?? "", epoch: path?.epoch ?? 0, lastSeq: 0 }],
  };
  const back = await enter(1, room, "alice", { resume, cause: 5 });
  expect(back.reply.resumed).toBe(true);
  await back.client.rpc.request("assert", { pathId: path?.id ?? "", tracks: [unmuted] });
  expect(await trackOfApi(room, "alice")).toMatchObject({ muted: true });
  expect(heardBy(bob.client, "alice")).toBe(true);

  // The replica that she came back over knows, too: the next node hears it from there.
  await cluster.node(path?.nodeId ?? "").kill();
  const next = await offered(back.client, 1);
  await back.client.rpc.request("assert", { pathId: next?.path?.id ?? "", tracks: [unmuted] });
  expect(await trackOfApi(room, "alice")).toMatchObject({ muted: true });
  for (const { client } of [back, bob]) client.close();
});
