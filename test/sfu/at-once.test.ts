// Of many that come together, each finds what those before it have taken, though nothing of it is there yet.

import { afterEach, expect, test, vi } from "vitest";
import type { Node } from "../../sfu/main.ts";
import { attachSession, audioOffer, simulcastOffer } from "./test-media.ts";
import { clusterSecret, startTestNode } from "./test-node.ts";
import { TestReplica } from "./test-replica.ts";
import { attachTo, pathOf, sessionIn } from "./test-room.ts";

let node: Node;
let replica: TestReplica;
const start = async (changes: Record<string, unknown>): Promise<void> => {
  ({ node } = await startTestNode(changes));
  replica = await TestReplica.connect(node.controlPort, clusterSecret);
};
afterEach(async () => {
  await replica.close();
  await node.close();
});

test("rooms that are opened at once spread over the workers", async () => {
  await start({ workers: 2 });
  await Promise.all(Array.from({ length: 10 }, (_, i) => attachTo(replica, `room-${i}`, ["ann"])));
  const slots = [...node.rooms.values()].map(({ worker }) => worker.slot);
  expect([0, 1].map((slot) => slots.filter((one) => one === slot).length)).toEqual([5, 5]);
});

test("standby rooms that are opened at once are no more than the node holds", async () => {
  await start({ maxRooms: 2 });
  const attach = (room: string) => attachTo(replica, room, ["ann"], { standby: true });
  const outcomes = await Promise.allSettled(["a", "b", "c", "d"].map(attach));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
});

test("people who join at once are no more than the room holds, hidden ones aside", async () => {
  await start({ maxParticipantsPerRoom: 3 });
  const join = async (name: string, hidden = false) => {
    const sessions = [attachSession(sessionIn("r", name), name, { hidden })];
    const { results } = await replica.caller.request("attach", { room: "r", epoch: 1, cause: 1, sessions });
    return results![0]!.outcome === "offer" ? "in" : results![0]!.error!.code;
  };
  const outcomes = await Promise.all([
    ...["a", "b", "c", "d", "e"].map((name) => join(name)),
    // The same participant once more takes no second seat.
    join("a"),
    join("ear", true),
  ]);
  expect(outcomes.slice(0, 5).sort()).toEqual(["in", "in", "in", "limit_participants", "limit_participants"]);
  expect(outcomes.at(-1)).toBe("in");
});

test("a worker is asked for other layers only when somebody wants other layers", async () => {
  await start({});
  const [ann] = await attachTo(replica, "r", ["ann", "bob"]);
  const tracks = [simulcastOffer("camera"), audioOffer("microphone")];
  await replica.session(sessionIn("r", "ann"), "publish", { pathId: pathOf(ann), tracks });
  const bob = [...[...node.rooms.values()][0]!.paths].find(({ participantId }) => participantId === "bob")!;
  await vi.waitFor(() => expect(bob.readyConsumers()).toHaveLength(2));
  const camera = bob.readyConsumers().find(({ track }) => track.id === "camera")!.consumer!;
  const asked = vi.spyOn(camera, "setPreferredLayers");
  const want = (trackId: string, change: object) =>
    replica.session(sessionIn("r", "bob"), "subscribe", {
      subscriptions: [
        { trackId, participantId: "ann", subscribed: true, maxSpatialLayer: -1, maxTemporalLayer: -1, ...change },
      ],
    });
  for (let i = 0; i < 20; i++) await want("microphone", { paused: i % 2 === 0 });
  await want("camera", { paused: true });
  expect(asked).toHaveBeenCalledTimes(0);
  await want("camera", { maxSpatialLayer: 0 });
  await want("camera", { maxSpatialLayer: 0, paused: true });
  expect(asked).toHaveBeenCalledTimes(1);
  expect(asked).toHaveBeenCalledWith({ spatialLayer: 0, temporalLayer: 7 });
});
