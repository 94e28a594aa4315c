import { expect, test } from "vitest";
import { isStaleSession } from "./stale-session.ts";

const joined = (joinedAtMs: number, id = `se_${joinedAtMs}`, follows?: string) => ({
  sessionId: id,
  joinedAtMs,
  follows,
});
const [join, nodeDied, signalingLost, moved] = [1, 2, 5, 6];

test.each([
  ["an older one that its replica brings along", joined(1), joined(2), moved, true],
  ["an older one whose node died", joined(1), joined(2), nodeDied, true],
  ["a newer one", joined(2), joined(1), moved, false],
  ["the same one on another path", joined(1), joined(1), moved, false],
  ["the same one, told of by a clock that is behind", joined(1, "se_a"), joined(2, "se_a"), moved, false],
  [
    "the one that its page had before, by a clock that is ahead",
    joined(2, "se_a"),
    joined(1, "se_b", "se_a"),
    moved,
    true,
  ],
  ["the one that came after it, by a clock that is behind", joined(1, "se_b", "se_a"), joined(2, "se_a"), moved, false],
  ["the only one", joined(1), undefined, moved, false],
  ["a client that joins, by a clock that is behind", joined(1), joined(2), join, false],
  ["a client that comes back, by a clock that is behind", joined(1), joined(2), signalingLost, false],
])("%s", (_name, asked, present, cause, stale) => {
  expect(isStaleSession(asked, present, cause)).toBe(stale);
});
