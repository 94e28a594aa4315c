import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createLogger } from "../../base/logger.ts";
import { HoldfastError } from "../../proto/errors.ts";
import { holdfast as wire } from "../../proto/generated/cluster.js";
import { newReplicaId, NodeId, type RoomName } from "../../proto/ids.ts";
import type { Dial, DialOptions } from "./control-connection.ts";
import { Nodes } from "./nodes.ts";

const { CORDONED } = wire.ServingState;
const a = "a" as NodeId;
const room = "r" as RoomName;
const nothing = (): void => {};

let nodes: Nodes;
let nowMs: number;
/** URL -> who answers there. */
let answering: Map<string, string>;
/** What nodes have when they say hello. */
let rooms: wire.RoomEpoch.$Shape[];
/** URL -> what its node says to the replica. */
let say: Map<string, DialOptions>;

const dial: Dial = async (options) => {
  const nodeId = NodeId.parse(answering.get(options.url) ?? "");
  if (!nodeId) throw Object.assign(new Error("refused"), { code: "ECONNREFUSED" });
  say.set(options.url, options);
  return {
    identity: {
      nodeId,
      bootId: `boot of ${options.url}`,
      capacity: 100,
      rooms,
      serving: {},
      labels: { region: "eu" },
    },
    rpc: { request: () => Promise.reject(new HoldfastError("node_unavailable")), ask: nothing },
    start: nothing,
    close: nothing,
    terminate: nothing,
  };
};

const heartbeat = (url: string, load: wire.NodeLoad.$Shape, serving: wire.Serving.$Shape = {}): void =>
  say.get(url)!.onEvent({ body: "heartbeat", heartbeat: { load, serving } });

beforeEach(async () => {
  nowMs = 0;
  say = new Map();
  rooms = [];
  answering = new Map([
    ["ws://1", "a"],
    ["ws://2", "b"],
  ]);
  nodes = new Nodes([...answering.keys()], {
    clusterSecret: "",
    replicaId: newReplicaId(),
    dial,
    clock: { nowMs: () => nowMs },
    random: () => 0,
    log: createLogger({ name: "test", level: "silent" }),
    onDead: nothing,
    onSuspect: nothing,
    onAbandoned: nothing,
    onServing: nothing,
    onRoomsLost: nothing,
    onRoomHeld: nothing,
    onRoomReleased: nothing,
    onSessionEvent: nothing,
    onSessionEnded: nothing,
    observedEpoch: () => 0,
    onReconnected: nothing,
  });
  await nodes.start();
});

afterEach(() => nodes.close());

describe("the nodes of a replica", () => {
  it("are found by the ids that they said", async () => {
    expect(nodes.byId(a)?.url).toBe("ws://1");
    expect(nodes.byId("c" as NodeId)).toBeUndefined();
    answering.set("ws://3", "c");
    nodes.add("ws://3", "c" as NodeId);
    await expect.poll(() => nodes.byId("c" as NodeId)?.url).toBe("ws://3");
    expect(nodes.candidates().map(({ id }) => id)).toEqual(["a", "b", "c"]);
  });

  it("do not count before they have said who they are", () => {
    nodes.add("ws://nobody", "nobody" as NodeId);
    expect(nodes.links.length).toBe(3);
    expect(nodes.candidates().length).toBe(2);
  });

  it("are seen by decisions as their last message tells", () => {
    expect(nodes.candidate(a)).toMatchObject({
      usable: true,
      present: true,
      sessions: 0,
      capacity: 100,
      labels: { region: "eu" },
    });
    const workers = [
      { alive: true, cpu: 0.25 },
      { alive: false, cpu: 0.5 },
    ];
    heartbeat("ws://1", { sessions: 7, capacity: 50, workers });
    expect(nodes.candidate(a)).toMatchObject({ sessions: 7, capacity: 50, liveWorkers: 1, cpu: 0.5, usable: true });
    heartbeat("ws://1", { sessions: 7 }, { state: CORDONED });
    expect(nodes.candidate(a)).toMatchObject({ usable: false, present: true });
    heartbeat("ws://1", { workers: [{ alive: false }] });
    expect(nodes.candidate(a)).toMatchObject({ usable: false, liveWorkers: 0 });
  });

  it("are as full as their hellos tell, before the first heartbeat", async () => {
    rooms = [
      { room: "x", epoch: 1, sessions: 60 },
      { room: "y", epoch: 1, sessions: 30, standby: true },
      { room: "z", epoch: 1, sessions: 9, leaving: true },
    ];
    answering.set("ws://3", "c");
    nodes.add("ws://3", "c" as NodeId);
    const c = "c" as NodeId;
    await expect.poll(() => nodes.candidate(c)).toMatchObject({ usable: true, sessions: 90, capacity: 100 });
    expect(nodes.byId(c)?.standbySessions).toBe(30);
    heartbeat("ws://3", { sessions: 80 });
    expect(nodes.candidate(c)?.sessions).toBe(80);
    expect(nodes.byId(c)?.standbySessions).toBe(20);
  });

  it("no longer count what a dead media worker had", () => {
    heartbeat("ws://1", { sessions: 7 });
    const lost = [
      { room: "x", sessions: 4 },
      { room: "y", sessions: 2, leaving: true },
    ];
    say.get("ws://1")!.onEvent({ body: "roomsLost", roomsLost: { rooms: lost } });
    expect(nodes.candidate(a)?.sessions).toBe(3);
  });

  it("count sessions that are on their way, until their time is over", () => {
    heartbeat("ws://1", { sessions: 7 });
    const before = nodes.candidate(a);
    expect(nodes.candidate(a)).toBe(before); // made once
    nodes.byId(a)!.reserved.promise(room, 5, nowMs);
    expect(nodes.candidate(a)?.sessions).toBe(12);
    expect(before?.sessions).toBe(7); // a decision that has begun sees one picture
    nowMs += 10_000;
    expect(nodes.candidate(a)?.sessions).toBe(7);
  });
});
