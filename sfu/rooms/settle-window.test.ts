import { expect, test } from "vitest";
import { attachedBy, openedBy, settleWindowMs } from "./settle-window.ts";

const join = 1;
const nodeDied = 2;

test("a room opened by a join is settled from the start", () => {
  expect(openedBy(join, 100).settlesAtMs).toBeUndefined();
});

test("a room opened by a failover settles after its window, whoever else comes", () => {
  const state = openedBy(nodeDied, 100);
  expect(state.settlesAtMs).toBe(100 + settleWindowMs);
  expect(attachedBy(state, nodeDied, 1_500)).toEqual(state);
  expect(attachedBy(state, join, 1_500)).toEqual(state);
});

test("a fresh join that came before those who are coming back does not settle the room", () => {
  const state = openedBy(join, 100);
  expect(attachedBy(state, join, 200)).toEqual(state);
  expect(attachedBy(state, nodeDied, 200).settlesAtMs).toBe(100 + settleWindowMs);
});

test("a late one does not unsettle a room that has been settled for long", () => {
  const state = openedBy(join, 100);
  expect(attachedBy(state, nodeDied, 100 + settleWindowMs)).toEqual(state);
});
