import { expect, test } from "vitest";
import { isBelievableEpoch } from "./believable-claim.ts";

test.each([
  [1, 0, true],
  [1_000_000, 0, true],
  [1_000_001, 0, false],
  [1_000_001, 1, true],
  [5, 2_000_000, true], // an old one: the store has been rewound here, or the node was away
  [2 ** 30, 2 ** 30 - 1, true],
  [2 ** 30 + 1, 2 ** 30, false],
  [2 ** 32 - 1, 0, false],
  [2 ** 32 - 1, 2 ** 31, false],
])("a claim of epoch %i where %i was observed: %s", (claimed, observed, believed) => {
  expect(isBelievableEpoch(claimed, observed)).toBe(believed);
});
