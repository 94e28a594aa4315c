import { expect, test } from "vitest";
import { listedNodes, loadShare, type DevNode } from "./dev-nodes.ts";

const worker = { slot: 0, pid: 12, alive: true, cpu: 0.25 };
const node: DevNode = {
  id: "node-a",
  state: "live",
  pid: 7,
  sessions: 3,
  capacity: 10,
  workers: [worker],
  heldRooms: [],
};

test("nodes keep their places, and one without a name has none", () => {
  const nodes = [{ ...node, id: "node-b" }, { ...node, id: "" }, node];
  expect(listedNodes(nodes).map(({ id }) => id)).toEqual(["node-a", "node-b"]);
});

test("load is the sessions' share, or the busiest live worker's when that is more", () => {
  expect(loadShare(node)).toBeCloseTo(0.3);
  expect(loadShare({ ...node, capacity: 100 })).toBe(0.25);
  expect(loadShare({ ...node, capacity: 100, workers: [{ ...worker, alive: false }] })).toBeCloseTo(0.03);
  expect(loadShare({ ...node, capacity: 0, workers: [] })).toBe(0);
});

test("a node that is down carries nothing, whatever it said last", () => {
  expect(loadShare({ ...node, state: "down" })).toBe(0);
});
