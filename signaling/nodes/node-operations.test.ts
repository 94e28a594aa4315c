import { beforeEach, describe, expect, it } from "vitest";
import { holdfast as cluster } from "../../proto/generated/cluster.js";
import type { NodeId, RoomName } from "../../proto/ids.ts";
import { absentNode } from "./liveness.ts";
import type { NodeLink } from "./node-link.ts";
import type { HeldRoom } from "./node-rooms.ts";
import { NodeOperations } from "./node-operations.ts";
import type { Placed } from "../placement/placement.ts";

const { SERVING, CORDONED, DRAINING } = cluster.ServingState;
const a = "node-a" as NodeId;
const b = "node-b" as NodeId;
const room = (name: string): RoomName => name as RoomName;

/** What NodeOperations sees of a link, to a node that does as it is told. */
class ToldNode {
  readonly id: NodeId;
  readonly url = "";
  readonly liveness = { ...absentNode, state: "live" as const };
  readonly rooms = new Map<RoomName, HeldRoom>();
  readonly standbys = new Map<RoomName, HeldRoom>();
  readonly asked: cluster.SetServing.$Shape[] = [];
  readonly capacity = 10;
  readonly bootId = "boot";
  readonly labels = {};
  readonly silentMs = 0;
  readonly load = undefined;
  serving: cluster.Serving.$Shape = {};
  onServing = (_before: cluster.Serving.$Shape): void => {};

  constructor(id: NodeId) {
    this.id = id;
  }

  async setServing(wanted: cluster.SetServing.$Shape): Promise<void> {
    this.asked.push(wanted);
    const { state, drainTimeoutMs = 0 } = wanted;
    this.say(
      state === DRAINING
        ? { state, why: "api", drainLeftMs: drainTimeoutMs, drainRoomsTotal: this.rooms.size }
        : wanted,
    );
  }

  say(serving: cluster.Serving.$Shape): void {
    const before = this.serving;
    this.serving = serving;
    this.onServing(before);
  }
}

let nodes: ToldNode[];
let operations: NodeOperations;
let nowMs: number;
const known = new Map<RoomName, { placed: Placed | undefined; stuck: string }>();

beforeEach(() => {
  nowMs = 1_000;
  known.clear();
  nodes = [new ToldNode(a), new ToldNode(b)];
  const links = nodes as unknown as NodeLink[];
  operations = new NodeOperations({
    nodes: {
      links,
      byId: (id) => links.find((link) => link.id === id),
      candidates: () =>
        nodes.map(({ id, serving }) => ({
          id,
          usable: !serving.state,
          present: true,
          sessions: 0,
          capacity: 10,
          liveWorkers: 1,
          cpu: 0,
        })),
    },
    room: (name) => known.get(name),
    nowMs: () => nowMs,
  });
  for (const node of nodes) {
    node.onServing = (before) => operations.servingChanged(node as unknown as NodeLink, before);
  }
});

describe("operating a node", () => {
  it("asks the node, and tells what it then says", async () => {
    expect(await operations.cordon(a)).toMatchObject({ id: a, serving: "cordoned" });
    expect(await operations.uncordon(a)).toMatchObject({ id: a, serving: "serving" });
    expect(nodes[0]!.asked).toEqual([{ state: CORDONED }, { state: SERVING }]);
  });

  it.each(["node-x", "", "a b"])("does not know %j", async (id) => {
    for (const ask of [
      () => operations.cordon(id),
      () => operations.uncordon(id),
      () => operations.drain(id, {}),
      () => operations.cancelDrain(id),
      async () => operations.drainProgress(id),
    ])
      await expect(ask()).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("a drain", () => {
  const held = (epoch: number, leaving = false): HeldRoom => ({ epoch, sessions: 2, participants: 2, leaving });

  it("tells of each room whether it waits, moves or is stuck", async () => {
    const [from, to] = nodes as [ToldNode, ToldNode];
    for (const name of ["waits", "leaves", "moves", "stuck"]) from.rooms.set(room(name), held(3, name === "leaves"));
    to.rooms.set(room("leaves"), held(4));
    known.set(room("moves"), { placed: { nodeId: b, epoch: 4 }, stuck: "" });
    known.set(room("stuck"), { placed: { nodeId: a, epoch: 3 }, stuck: "no_capacity" });
    const view = await operations.drain(a, { timeoutMs: 60_000 });
    expect(view).toMatchObject({ state: "draining", serving: "draining", startedAtMs: 1_000, leftMs: 60_000 });
    expect(view).toMatchObject({ roomsTotal: 4, roomsMoved: 0, roomsLeft: 4, blocked: "" });
    expect(view.rooms).toEqual([
      { name: "waits", sessions: 2, state: "waiting" },
      { name: "leaves", sessions: 2, state: "moving", toNode: b },
      { name: "moves", sessions: 2, state: "moving", toNode: b },
      { name: "stuck", sessions: 2, state: "stuck", error: "no_capacity" },
    ]);
    from.rooms.delete(room("leaves"));
    expect(operations.drainProgress(a)).toMatchObject({ roomsTotal: 4, roomsMoved: 1, roomsLeft: 3 });
  });

  it("ends with what the node says", async () => {
    nodes[0]!.rooms.set(room("r"), held(1));
    await operations.drain(a, {});
    nodes[0]!.rooms.clear();
    nowMs = 5_000;
    nodes[0]!.say({ state: CORDONED, why: "drained" });
    const view = operations.drainProgress(a);
    expect(view).toMatchObject({ state: "drained", serving: "cordoned", startedAtMs: 1_000, endedAtMs: 5_000 });
    expect(view).toMatchObject({ roomsTotal: 1, roomsMoved: 1, roomsLeft: 0, rooms: [] });
    expect(view).not.toHaveProperty("leftMs");
  });

  it("asked again keeps its deadline, or takes the one that is named", async () => {
    await operations.drain(a, { timeoutMs: 60_000 });
    await operations.drain(a, {});
    expect(nodes[0]!.asked).toHaveLength(1);
    expect(await operations.drain(a, { timeoutMs: 5_000 })).toMatchObject({ state: "draining", leftMs: 5_000 });
  });

  it("of the only node that takes rooms is refused, unless forced: then it says why it cannot end", async () => {
    await operations.cordon(b);
    await expect(operations.drain(a, {})).rejects.toMatchObject({ code: "no_other_node" });
    expect(nodes[0]!.asked).toEqual([]);
    nodes[0]!.rooms.set(room("r"), held(1));
    expect(await operations.drain(a, { force: true })).toMatchObject({
      state: "draining",
      blocked: "no other node takes rooms",
    });
    await operations.uncordon(b);
    expect(operations.drainProgress(a).blocked).toBe("");
  });

  it("is cancelled back to serving, and only when there is one", async () => {
    await operations.drain(a, {});
    expect(await operations.cancelDrain(a)).toMatchObject({ state: "cancelled", serving: "serving" });
    await operations.cordon(a);
    expect(await operations.cancelDrain(a)).toMatchObject({ serving: "cordoned" });
  });

  it("is over when the node's process is gone", async () => {
    await operations.drain(a, {});
    operations.nodeGone(a, 0);
    expect(operations.drainProgress(a)).toMatchObject({ state: "node_gone", roomsLeft: 0 });
  });

  it("is told by a replica that came later, as far as the node tells it", () => {
    nodes[0]!.serving = { state: CORDONED, why: "deadline" };
    expect(operations.drainProgress(a)).toMatchObject({ state: "deadline", serving: "cordoned" });
    expect(operations.drainProgress(b)).toMatchObject({ state: "none", serving: "serving" });
  });
});
