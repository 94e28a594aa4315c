// A room whose offers together are more than the control link takes as one message loses its node: it comes back whole on
// the other one, and what is there already goes on meanwhile.

import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { serverFrames } from "../../proto/codec.ts";
import { attachPartBytes } from "../../proto/limits.ts";
import type { PathOffer, wire } from "../../proto/model.ts";
import { type Cluster, startCluster } from "../harness/cluster.ts";
import { notReady, ready, waitUntil } from "../harness/wait-until.ts";
import { audioOffer, videoOffer } from "../sfu/test-media.ts";
import { RawClient } from "./raw-client.ts";

const people = 70;
/** Of each of the others, a microphone and a camera. */
const received = 2 * (people - 1);
/** So many come at a time: a join is to be answered in time on a busy machine as well. */
const together = 10;
/** Each step takes a few seconds on a machine that does nothing else. */
const patience = { timeoutMs: 45_000 };

let cluster: Cluster;
const entered: Person[] = [];

beforeAll(async () => {
  // These clients do not ping.
  cluster = await startCluster({ nodes: 2, signalingEnv: { HOLDFAST_CLIENT_IDLE_TIMEOUT_MS: "600000" } });
});
afterAll(async () => {
  for (const { client } of entered) client.close();
  await cluster?.close();
});

interface Person {
  identity: string;
  client: RawClient;
  path: wire.Path.$Shape;
  /** What it receives already as it comes in. */
  atFirst: readonly wire.Consumer.$Shape[];
}

const tracksOf = (identity: string): wire.TrackOffer.$Shape[] => [
  audioOffer(`${identity}-microphone`),
  videoOffer(`${identity}-camera`),
];

async function enter(room: string, identity: string): Promise<Person> {
  const client = await RawClient.connect(cluster.url);
  const { offer } = await client.join(await cluster.mint({ room, identity }));
  const person = { identity, client, path: offer!.path!, atFirst: offer!.consumers ?? [] };
  entered.push(person);
  await client.rpc.request("assert", { pathId: person.path.id ?? "", tracks: tracksOf(identity) }, patience);
  return person;
}

/** Ids of the tracks that the client was given consumers of on this path. */
function tracksReceived({ client }: Person, pathId: string, atFirst: readonly wire.Consumer.$Shape[]): Set<string> {
  const tracks = new Set(atFirst.map(({ trackId }) => trackId ?? ""));
  for (const event of client.events)
    if (event.body === "consumersAdded" && event.consumersAdded.pathId === pathId)
      for (const { trackId } of event.consumersAdded.consumers ?? []) tracks.add(trackId ?? "");
  return tracks;
}

/** Everybody has all tracks of the others, on the path that `onPath` names. */
const waitForAllTracks = (
  room: readonly Person[],
  when: string,
  onPath: (person: Person) => { pathId: string; atFirst: readonly wire.Consumer.$Shape[] },
) =>
  waitUntil(
    `everybody receives everybody ${when}`,
    () => {
      const short = room.flatMap((person) => {
        const { pathId, atFirst } = onPath(person);
        const { size } = tracksReceived(person, pathId, atFirst);
        return size === received ? [] : [`${person.identity} ${size} of ${received}`];
      });
      return short.length === 0 ? ready(undefined) : notReady(`${short.join(", ")}\n${cluster.logTail()}`);
    },
    patience,
  );

const offersTo = ({ client }: Person): PathOffer[] =>
  client.events.flatMap((event) => (event.body === "pathOffered" ? [event.pathOffered] : []));

/** Asks the node again and again, until told to stop. How often it was answered, and how long the longest answer took. */
async function keepAsking(
  { client, path }: Person,
  stop: AbortSignal,
): Promise<{ answers: number; longestMs: number }> {
  let answers = 0;
  let longestMs = 0;
  while (!stop.aborted) {
    const startedMs = performance.now();
    // An answer that takes longer than clients wait is an error.
    await client.rpc.request("restartIce", { pathId: path.id ?? "" });
    longestMs = Math.max(longestMs, performance.now() - startedMs);
    answers++;
    await sleep(50);
  }
  return { answers, longestMs };
}

it(`${people} people come back whole after their node died, and nobody else notices`, async () => {
  const large: Person[] = [];
  while (large.length < people) {
    const identities = Array.from({ length: together }, (_, index) => `person-${large.length + index}`);
    large.push(...(await Promise.all(identities.map((identity) => enter("large", identity)))));
  }
  await waitForAllTracks(large, "at first", ({ path, atFirst }) => ({ pathId: path.id ?? "", atFirst }));
  const prepared = new Map(large.map(({ identity }) => [identity, tracksOf(identity)]));
  await Promise.all(
    large.map(({ client, identity }) =>
      client.rpc.request("prepare", { tracks: prepared.get(identity)!, subscriptions: [] }, patience),
    ),
  );
  const small = await Promise.all(["ann", "bob"].map((identity) => enter("small", identity)));
  const lost = large[0]!.path.nodeId ?? "";
  const target = cluster.node(small[0]!.path.nodeId ?? "");
  expect(new Set(large.map(({ path }) => path.nodeId))).toEqual(new Set([lost]));
  expect(target.id).not.toBe(lost);

  const asking = new AbortController();
  const asked = Promise.all(small.map((person) => keepAsking(person, asking.signal)));
  asked.catch(() => {}); // It is looked at below.
  await cluster.node(lost).kill();
  await waitUntil(
    "everybody is offered a path",
    () => {
      const without = large.filter((person) => offersTo(person).length === 0).map(({ identity }) => identity);
      return without.length === 0 ? ready(undefined) : notReady(`not ${without.join(", ")}\n${cluster.logTail()}`);
    },
    patience,
  );
  await Promise.all(
    large.map((person) => {
      const pathId = offersTo(person).at(-1)!.path?.id ?? "";
      return person.client.rpc.request("assert", { pathId, tracks: prepared.get(person.identity)! }, patience);
    }),
  );
  await waitForAllTracks(large, "again", (person) => {
    const offer = offersTo(person).at(-1)!;
    return { pathId: offer.path?.id ?? "", atFirst: offer.consumers ?? [] };
  });
  asking.abort();
  const answered = await asked;

  for (const person of large) {
    expect(offersTo(person).map(({ path }) => path?.nodeId)).toEqual([target.id]);
  }
  for (const { answers } of answered) expect(answers).toBeGreaterThan(1);
  for (const person of small) expect(offersTo(person)).toEqual([]);
  for (const { client, identity } of [...large, ...small]) {
    expect(client.ws.readyState, identity).toBe(client.ws.OPEN);
    expect(client.events.map(({ body }) => body)).not.toContain("sessionClosed");
  }

  // The control link held: the replica introduced itself once, and never went away.
  expect(target.log().filter((line) => /replica (dis)?connected/.test(line))).toEqual([
    expect.stringContaining("replica connected"),
  ]);
  const deaths = cluster.replica.log().filter((line) => line.includes("node is dead"));
  expect(deaths).toEqual([expect.stringContaining(`"node":"${lost}"`)]);
  // A part of the node's answer to an Attach is as large as one may be, or one offer.
  const offers = large.flatMap(offersTo).map((pathOffered) => ({ body: "pathOffered", pathOffered }) as const);
  const bytes = offers.map((event) => serverFrames.encode({ kind: "event", event }).byteLength);
  expect(Math.max(attachPartBytes, ...bytes)).toBeLessThan(1024 * 1024);
});
