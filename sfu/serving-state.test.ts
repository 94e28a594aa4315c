import { expect, test } from "vitest";
import { describeServing, initialServing, nextServing, type ServingEvent, type ServingState } from "./serving-state.ts";

const rooms = (held: number, arrived = held) => ({ held, arrived });
const drain = (timeoutMs: number): ServingEvent => ({ type: "drain", asker: "api", timeoutMs });
const look: ServingEvent = { type: "timePassed" };
const draining = nextServing(initialServing, drain(1_000), rooms(3), 0);

test.each<[string, ServingState, ServingEvent, number, number, object]>([
  ["a cordon", initialServing, { type: "cordon" }, 2, 0, { name: "cordoned", why: "api" }],
  ["its end", { name: "cordoned", why: "api" }, { type: "serve" }, 2, 0, { name: "serving", why: "api" }],
  ["a drain of a node with rooms", initialServing, drain(1_000), 3, 0, { name: "draining", why: "api" }],
  ["a drain of one without", initialServing, drain(1_000), 0, 0, { name: "cordoned", why: "drained" }],
  ["a drain without time", initialServing, drain(0), 3, 0, { name: "cordoned", why: "deadline" }],
  ["rooms left, and time", draining, look, 1, 999, { name: "draining" }],
  ["the last room gone", draining, look, 0, 10, { name: "cordoned", why: "drained" }],
  ["time up", draining, look, 1, 1_000, { name: "cordoned", why: "deadline" }],
  ["both at once", draining, look, 0, 1_000, { name: "cordoned", why: "drained" }],
  ["a drain cancelled", draining, { type: "serve" }, 2, 10, { name: "serving", why: "cancelled" }],
  ["a drain cut down to a cordon", draining, { type: "cordon" }, 2, 10, { name: "cordoned", why: "cancelled" }],
  ["time that passes otherwise", initialServing, look, 0, 9e9, initialServing],
])("%s", (_name, before, event, held, nowMs, after) => {
  expect(nextServing(before, event, rooms(held), nowMs)).toMatchObject(after);
});

test("tells the time left, and how many rooms there were or came", () => {
  expect(describeServing(draining, rooms(3), 400)).toEqual({
    state: 2,
    why: "api",
    drainLeftMs: 600,
    drainRoomsTotal: 3,
  });
  // One has left and two have come since.
  expect(describeServing(draining, rooms(4, 5), 5_000)).toMatchObject({ drainLeftMs: 0, drainRoomsTotal: 5 });
  expect(describeServing(initialServing, rooms(4, 5), 0)).toMatchObject({ state: 0, why: "", drainRoomsTotal: 0 });
});

test("asked again, a drain goes on with the new deadline, and with who asked last", () => {
  const again = nextServing(draining, { type: "drain", asker: "sigterm", timeoutMs: 50 }, rooms(2, 4), 900);
  expect(describeServing(again, rooms(2, 4), 900)).toEqual({
    state: 2,
    why: "sigterm",
    drainLeftMs: 50,
    drainRoomsTotal: 4,
  });
});
