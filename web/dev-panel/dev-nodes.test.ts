import { expect, test } from "vitest";
import { loadShare, readDevNodes } from "./dev-nodes.ts";

const worker = { slot: 0, pid: 12, alive: true, cpu: 0.25, rooms: 1, consumers: 2 };

test("nodes are read in the order of their ids", () => {
  const nodes = readDevNodes({
    nodes: [
      { id: "node-2", state: "dead", rooms: [] },
      { id: "node-1", state: "alive", load: { sessions: 3, capacity: 10, workers: [worker] }, rooms: [{ room: "a", epoch: 2, sessions: 3 }] },
    ],
  });
  expect(nodes.map(({ id, up }) => [id, up])).toEqual([["node-1", true], ["node-2", false]]);
  expect(nodes[0]?.rooms).toEqual([{ room: "a", epoch: 2, sessions: 3 }]);
  expect(nodes[0] && loadShare(nodes[0])).toBeCloseTo(0.3);
});

test.each([undefined, null, "x", 7, {}, { nodes: {} }, { nodes: [null] }])("%j does not throw", (reply) => {
  expect(readDevNodes(reply).length).toBeLessThanOrEqual(1);
});

test("load is that of the busiest live worker when it is more than the sessions' share", () => {
  const node = { id: "n", state: "alive", up: true, sessions: 1, capacity: 100, rooms: [] };
  expect(loadShare({ ...node, workers: [worker, { ...worker, alive: false, cpu: 1 }] })).toBe(0.25);
  expect(loadShare({ ...node, capacity: 0, workers: [] })).toBe(0);
});
