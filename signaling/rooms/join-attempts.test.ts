import { expect, it } from "vitest";
import { HoldfastError } from "../../proto/errors.ts";
import type { NodeId } from "../../proto/ids.ts";
import { JoinAttempts } from "./join-attempts.ts";

const at = (nodeId: string, epoch = 1) => ({ nodeId: nodeId as NodeId, epoch });
const nobody = { here: 0, onNode: 0 };
const full = new HoldfastError("limit_sessions");
const gone = new HoldfastError("node_unavailable");
const stale = new HoldfastError("epoch_stale");

it("goes elsewhere when nobody is in the room, and leaves a room that others are in where it is", () => {
  const attempts = new JoinAttempts();
  expect(attempts.refused(gone, at("n1"), nobody)).toBe("again");
  expect(attempts.refused(full, at("n2"), nobody)).toBe("again");
  expect(attempts.refused(gone, at("n3"), { here: 1, onNode: 1 })).toBe("again");
  expect([...attempts.exclude]).toEqual(["n1", "n2"]);
});

it.each([
  { here: 1, onNode: 0 },
  { here: 0, onNode: 2 },
])("asks for a place when the node of a room with people in it is full: %j", (company) => {
  const attempts = new JoinAttempts();
  expect(attempts.refused(full, at("n1"), company)).toBe("make place");
  expect(attempts.exclude.size).toBe(0);
});

it("takes a placement for lost when its node calls the same epoch stale twice in a row", () => {
  const attempts = new JoinAttempts();
  attempts.refused(stale, at("n1", 3), nobody);
  attempts.refused(stale, at("n1", 4), nobody);
  expect(attempts.lost).toBeUndefined();
  attempts.refused(stale, at("n1", 4), nobody);
  expect(attempts.lost).toEqual(at("n1", 4));
});

it("gives up after five attempts, and at once when it is not the node's trouble", () => {
  const attempts = new JoinAttempts();
  for (let attempt = 1; attempt < 5; attempt++) expect(attempts.refused(gone, at("n1"), nobody)).toBe("again");
  expect(attempts.refused(gone, at("n1"), nobody)).toBe("give up");
  expect(new JoinAttempts().refused(new HoldfastError("forbidden"), at("n1"), nobody)).toBe("give up");
});

it("moves a room whose node is silent, once: where that does not help, it waits for the node", () => {
  const attempts = new JoinAttempts();
  const silent = { here: 2, onNode: 2, silent: true };
  expect(attempts.refused(gone, at("n1"), silent)).toBe("move away");
  expect(attempts.triedElsewhere).toBe(true);
  expect(attempts.refused(gone, at("n1"), silent)).toBe("again");
  const alone = new JoinAttempts();
  expect(alone.refused(gone, at("n1"), { here: 0, onNode: 2, silent: true })).toBe("again");
  expect([...alone.exclude]).toEqual(["n1"]);
});
