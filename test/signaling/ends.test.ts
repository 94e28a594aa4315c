// How a participant's presence ends, and how it does not: replicas and nodes as processes of their own.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Cluster, startCluster } from "../harness/cluster.ts";
import { notReady, ready, waitUntil } from "../harness/wait-until.ts";
import { RawClient } from "./raw-client.ts";

let cluster: Cluster;
let rooms = 0;
const newRoom = () => `room-${++rooms}`;

beforeAll(async () => {
  cluster = await startCluster({ nodes: 1, replicas: 2, controlRelays: "first" });
});
afterAll(() => cluster?.close());

async function enter(replica: number, room: string, identity: string, over: object = {}, grants: object = {}) {
  const client = await RawClient.connect(cluster.replicas[replica]!.url);
  const reply = await client.join(await cluster.mint({ room, identity, ...grants }), over);
  return { client, reply, path: reply.offer?.path ?? {} };
}
type Entered = Awaited<ReturnType<typeof enter>>;

/** What a client sends that was in the room a moment ago. */
const resumeOf = ({ reply, path }: Entered) => ({
  cause: 5,
  resume: { sessionId: reply.sessionId, paths: [{ pathId: path.id, nodeId: path.nodeId, epoch: path.epoch }] },
});

const told = ({ client }: Entered): string[] => client.events.map(({ body }) => body ?? "");
const quiet = () => new Promise((resolve) => setTimeout(resolve, 700));

describe("a socket that closes", () => {
  it.each([1000, 1001, 4000])("with %i without a Leave is no end", async (code) => {
    const room = newRoom();
    const [alice, bob] = [await enter(0, room, "alice"), await enter(0, room, "bob")];
    bob.client.ws.close(code);
    await bob.client.closed;
    await quiet();
    expect(told(alice)).not.toContain("participantLeft");
    const again = await enter(0, room, "bob", resumeOf(bob));
    expect(again.reply).toMatchObject({ resumed: true, sessionId: bob.reply.sessionId });
    again.client.close();
    await waitUntil("bob's Leave is an end", () =>
      told(alice).includes("participantLeft") ? ready(undefined) : notReady(told(alice).join()),
    );
    alice.client.close();
  });
});
