import { fc, test } from "@fast-check/vitest";
import { expect, it } from "vitest";
import { type Life, type LifeEvent, newLife, nextLife } from "./lifecycle.ts";

const patienceMs = 120_000;
const events: fc.Arbitrary<LifeEvent> = fc.oneof(
  fc.constantFrom<LifeEvent>({ type: "attached" }, { type: "pathLost" }, { type: "back" }),
  fc.record({ type: fc.constant("away" as const), atMs: fc.nat(400_000) }),
  fc.record({
    type: fc.constant("ended" as const),
    why: fc.constantFrom("left", "removed", "replaced", "room_closed"),
  }),
  fc.record({ type: fc.constant("waited" as const), atMs: fc.nat(400_000), patienceMs: fc.constant(patienceMs) }),
);
const lives = (all: readonly LifeEvent[]): Life[] =>
  all.reduce((so: Life[], event) => [...so, nextLife(so.at(-1)!, event)], [newLife]);

test.prop([fc.array(events)])("in whatever order things come: the first end stays, with its reason", (all) => {
  const end = lives(all).find(({ state }) => state === "closed");
  const last = lives(all).at(-1)!;
  expect(last.why).toBe(end?.why);
  expect(last.state === "closed").toBe(last.why !== undefined);
});

test.prop([fc.array(events)])("only somebody who has been away all that time ends by absence", (all) => {
  const so = lives(all);
  const at = so.findIndex(({ why }) => why === "absent");
  if (at < 0) return;
  const before = all.slice(0, at - 1);
  const away = before
    .slice(before.findLastIndex(({ type }) => type === "back") + 1)
    .find(({ type }) => type === "away");
  const waited = all[at - 1] as Extract<LifeEvent, { type: "waited" }>;
  expect(waited.atMs - (away as Extract<LifeEvent, { type: "away" }>).atMs).toBeGreaterThanOrEqual(patienceMs);
});

it("a timer of an earlier absence ends nothing", () => {
  const [drop, waited] = [(atMs: number) => ({ type: "away", atMs }) as const, { type: "waited", patienceMs } as const];
  const all = [{ type: "attached" } as const, drop(0), { type: "back" } as const, drop(110_000)];
  const life = lives(all).at(-1)!;
  expect(nextLife(life, { ...waited, atMs: 120_000 }).state).toBe("joined");
  expect(nextLife(life, { ...waited, atMs: 230_000 })).toMatchObject({ state: "closed", why: "absent" });
});
