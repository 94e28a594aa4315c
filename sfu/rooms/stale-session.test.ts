import { fc, test } from "@fast-check/vitest";
import { expect } from "vitest";
import { isStaleSession } from "./stale-session.ts";

const joined = (joinedAtMs: number, id = `se_${joinedAtMs}`, follows?: string) => ({
  sessionId: id,
  joinedAtMs,
  follows,
});
const [join, nodeDied, signalingLost, moved] = [1, 2, 5, 6];

test.prop([
  fc.array(
    fc.record({ joinedAtMs: fc.integer({ min: 1, max: 5 }), cause: fc.constantFrom(nodeDied, signalingLost, moved) }),
    {
      minLength: 1,
    },
  ),
])("the later device has the place, whatever arrives first", (arrivals) => {
  let present: ReturnType<typeof joined> | undefined;
  for (const { joinedAtMs, cause } of arrivals)
    if (!isStaleSession(joined(joinedAtMs), present, cause)) present = joined(joinedAtMs);
  expect(present?.joinedAtMs).toBe(Math.max(...arrivals.map(({ joinedAtMs }) => joinedAtMs)));
});

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
  ["a device that comes back after another one came", joined(1), joined(2), signalingLost, true],
  [
    "a page that comes back again: its first answer was lost",
    joined(1, "se_c", "se_a"),
    joined(1, "se_b", "se_a"),
    signalingLost,
    false,
  ],
])("%s", (_name, asked, present, cause, stale) => {
  expect(isStaleSession(asked, present, cause)).toBe(stale);
});
