import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import type { ParticipantId, RoomName, SessionId } from "../../proto/ids.ts";
import type { PathMedia } from "../../proto/path-media.ts";
import { answerWithinMs, type ExplainInput, explain, type Fault, secondWordMs, type Witness } from "./explain.ts";

const askedAtMs = 10_000;
const nowMs = askedAtMs + answerWithinMs;
const answeredAtMs = askedAtMs + 20;
let count = 0;

type Says = PathMedia | undefined;
const origin = (participantId: string, silentMs: number, dueMs = 500) => ({
  participantId,
  trackId: `tr_${participantId}`,
  silentMs,
  dueMs,
});
/** Everybody is heard. */
const hears = (...of: string[]): PathMedia => ({ silentMs: 20, dueMs: 500, origins: of.map((id) => origin(id, 30)) });
/** Nothing comes any more, not even answers to what it sends. */
const cut = (...from: string[]): PathMedia => ({
  silentMs: 700,
  dueMs: 500,
  origins: from.map((id) => origin(id, 700)),
});
/** Nobody is heard, and nothing is known of the path. */
const deaf = (...to: string[]): PathMedia => ({
  silentMs: 700,
  dueMs: 3_500,
  origins: to.map((id) => origin(id, 700)),
});
/** The same, but the path is alive. */
const misses = (...whom: string[]): PathMedia => ({
  silentMs: 40,
  dueMs: 500,
  origins: whom.map((id) => origin(id, 900)),
});
const still = (from: string): PathMedia => ({ silentMs: 300, dueMs: 3_500, origins: [origin(from, 700, 2_500)] });
const cannotTell: PathMedia = { silentMs: 0, dueMs: 0, origins: [] };

const person = (room: string, id: string, media: Says, more: Partial<Witness> = {}): Witness => ({
  sessionId: `se_${count++}` as SessionId,
  participantId: id as ParticipantId,
  room: room as RoomName,
  media,
  reportedAtMs: media ? answeredAtMs : Number.NEGATIVE_INFINITY,
  alone: false,
  ...more,
});
const room = (name: string, people: Record<string, Says>): Witness[] =>
  Object.entries(people).map(([id, media]) => person(name, id, media));

interface Circumstances extends Partial<ExplainInput> {
  silentMs?: number;
  hearsNothingOf?: string[];
  asked?: boolean;
}
function explained(witnesses: readonly Witness[], more: Circumstances = {}) {
  const { silentMs = 760 + answerWithinMs, hearsNothingOf = [], asked = true, ...input } = more;
  return explain({
    nowMs,
    node: { silentMs, hearsNothingOf: (_, id) => hearsNothingOf.includes(id) },
    question: { askedAtMs: asked ? askedAtMs : undefined, again: false },
    witnesses,
    ...input,
  });
}
const heardNode = { silentMs: 200, asked: false };
const named = (faults: readonly Fault[]): string[] =>
  faults.map((fault) =>
    "participantId" in fault
      ? `${fault.at} ${fault.participantId}`
      : "room" in fault
        ? `${fault.at} ${fault.room}`
        : fault.at,
  );

describe("a node that is silent", () => {
  it("is dead when all are cut off together: one fault", () => {
    const found = explained(room("r", { ann: cut("ben", "cem"), ben: cut("ann", "cem"), cem: cut("ann", "ben") }));
    expect(found).toMatchObject({ node: "dead", faults: [{ at: "node" }] });
  });
  it("is dead for a call of two, whatever their paths tell", () => {
    expect(explained(room("r", { ann: deaf("ben"), ben: deaf("ann") })).node).toBe("dead");
    const one = room("r", { ann: deaf("ben"), ben: undefined });
    expect(explained(one).node).toBe("wait");
    expect(explained(one, { nowMs: askedAtMs + secondWordMs }).node).toBe("dead");
  });
  it("is dead before anybody was asked, when most say so unasked", () => {
    const people = { ann: cut("ben"), ben: cut("ann"), cem: undefined };
    expect(explained(room("r", people), { silentMs: 600, asked: false }).node).toBe("dead");
    expect(explained(room("r", { ...people, ben: undefined }), { silentMs: 600, asked: false }).node).toBe("wait");
    expect(explained(room("r", people), { silentMs: 300, asked: false }).node).toBe("alive");
  });
  it("is alive when people hear each other: its control is at fault", () => {
    const found = explained(room("r", { ann: hears("ben"), ben: hears("ann") }));
    expect([found.node, named(found.faults)]).toEqual(["alive", ["control"]]);
  });
  it("is waited for, but not for long", () => {
    const witnesses = room("r", { ann: deaf("ben"), ben: undefined, cem: deaf("ben") });
    expect(explained(witnesses, { nowMs: askedAtMs + 30 }).node).toBe("wait");
    expect(explained(witnesses).node).toBe("dead");
  });
  it("is not alive by what was heard before it fell silent, nor dead by what was said long before", () => {
    const before = person("r", "ann", hears("ben"), { reportedAtMs: askedAtMs - 700 });
    expect(explained([before]).node).toBe("open");
    expect(explained([person("r", "ann", cut("ben"), { reportedAtMs: askedAtMs - 2_500 })]).node).toBe("open");
    const heardSince = person("r", "ann", deaf("ben"), { reportedAtMs: nowMs - 800 });
    expect(explained([heardSince, person("r", "ben", deaf("ann"), { reportedAtMs: nowMs - 900 })]).node).toBe("open");
    const again = { question: { askedAtMs, again: true } };
    expect(explained([person("r", "ann", cut("ben"), { reportedAtMs: askedAtMs - 1 })], again).node).toBe("open");
    expect(explained([person("r", "ann", cut("ben"))], again).node).toBe("dead");
  });
  it("is not dead for a still screen, for people who are alone, or because nobody expects anything", () => {
    expect(explained(room("r", { v1: still("screen"), v2: still("screen"), v3: still("screen") })).node).toBe("open");
    expect(explained([person("r", "ann", deaf("ben"), { alone: true })]).node).toBe("open");
    expect(explained([person("r", "ann", cut("ben"), { alone: true })]).node).toBe("open");
    expect(explained(room("r", { ann: cannotTell, ben: cannotTell })).node).toBe("open");
  });
  it("is not dead because the one publisher stopped while control was away for a moment", () => {
    const people = { ann: misses("screen"), ben: misses("screen") };
    expect(explained(room("r", people)).node).toBe("alive");
    const unsure = { ann: deaf("screen"), ben: deaf("screen") };
    expect(explained(room("r", unsure), { hearsNothingOf: ["screen"] }).node).not.toBe("dead");
  });
  it("loses the rooms whose media stopped, and no others, when it is heard elsewhere", () => {
    const lost = room("a", { ann: cut("ben"), ben: cut("ann") });
    const well = room("b", { cem: hears("dan"), dan: hears("cem") });
    const found = explained([...lost, ...well]);
    expect([found.node, named(found.faults)]).toEqual(["alive", ["control", "link a"]]);
  });
});

describe("one witness that lies", () => {
  const everybody = ["ann", "ben", "cem", "dan"];
  it("does not keep a dead node, in its own room or in another", () => {
    const dead = room("a", Object.fromEntries(everybody.map((id) => [id, cut(...everybody)])));
    const keeps = (found: ReturnType<typeof explained>): boolean =>
      found.node !== "dead" && !named(found.faults).includes("link a");
    expect(keeps(explained([...dead, person("a", "liar", hears("ann", "ben"))]))).toBe(false);
    expect(keeps(explained([...dead, person("b", "liar", hears("eve"))]))).toBe(false);
  });
  it("moves nobody, whether control is away or not", () => {
    const well = room("a", Object.fromEntries(everybody.map((id) => [id, hears(...everybody)])));
    const lie = person("a", "liar", cut(...everybody, "nobody", "nobody else"));
    expect(named(explained([...well, lie]).faults)).toEqual(["control", "subscriber liar"]);
    expect(named(explained([...well, lie], heardNode).faults)).toEqual(["subscriber liar"]);
    expect(explained([lie, person("a", "ann", cannotTell)]).node).toBe("open");
  });
});

describe("a node that is heard", () => {
  it("keeps everybody when a publisher has nothing to send, however many miss it", () => {
    const viewers = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`v${n}`, misses("screen")]));
    const found = explained(room("r", viewers), heardNode);
    expect([found.node, named(found.faults)]).toEqual(["alive", ["publisher screen"]]);
    const unsure = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`v${n}`, deaf("screen", "cam")]));
    const two = explained(room("r", unsure), { ...heardNode, hearsNothingOf: ["screen", "cam"] });
    expect(named(two.faults).toSorted()).toEqual(["publisher cam", "publisher screen"]);
  });
  it("keeps everybody when one subscriber's network is gone", () => {
    const people = { ann: cut("ben", "cem"), ben: misses("ann"), cem: misses("ann") };
    expect(named(explained(room("r", people), heardNode).faults)).toEqual(["subscriber ann"]);
  });
  it("loses a room whose people are all cut off at once: fewer faults than each of them", () => {
    const people = { ann: cut("ben", "cem"), ben: cut("ann", "cem"), cem: cut("ann", "ben") };
    expect(named(explained(room("r", people), heardNode).faults)).toEqual(["link r"]);
    expect(named(explained(room("r", { ann: cut("ben"), ben: cut("ann") }), heardNode).faults)).not.toContain("link r");
    const many = { ...people, ...Object.fromEntries(Array.from({ length: 5 }, (_, n) => [`p${n}`, undefined])) };
    expect(named(explained(room("r", many), heardNode).faults)).not.toContain("link r");
  });
});

const anyMedia = fc.option(
  fc.record({
    silentMs: fc.integer({ min: 0, max: 5_000 }),
    dueMs: fc.constantFrom(0, 500, 3_500),
    origins: fc.array(
      fc.record({
        participantId: fc.constantFrom("p0", "p1", "p2", "p3"),
        trackId: fc.constantFrom("t0", "t1"),
        silentMs: fc.integer({ min: 0, max: 5_000 }),
        dueMs: fc.constantFrom(500, 1_000, 2_500),
      }),
      { maxLength: 4 },
    ),
  }),
  { nil: undefined },
);
const anyWitness = fc.record({
  media: anyMedia,
  room: fc.constantFrom("a", "b", "c"),
  agoMs: fc.integer({ min: 0, max: 4_000 }),
});
const witnessesOf = (some: readonly { media: Says; room: string; agoMs: number }[]): Witness[] =>
  some.map(({ media, room: name, agoMs }, index) => person(name, `p${index}`, media, { reportedAtMs: nowMs - agoMs }));

describe("whatever clients say", () => {
  test.prop([fc.array(anyWitness, { maxLength: 12 })])(
    "a heard node is never dead, and no room moves while two of it are cut",
    (some) => {
      const found = explained(witnessesOf(some), heardNode);
      expect(found.node).toBe("alive");
      for (const fault of found.faults) {
        if (fault.at !== "link") continue;
        const cutOff = some.filter(
          ({ room: name, media }) => name === fault.room && media && media.dueMs > 0 && media.silentMs >= media.dueMs,
        );
        expect(cutOff.length).toBeGreaterThanOrEqual(3);
      }
    },
  );
  test.prop([fc.array(anyWitness, { maxLength: 12 })])("the order in which they say it does not matter", (some) => {
    const witnesses = witnessesOf(some);
    expect(explained(witnesses.toReversed()).node).toBe(explained(witnesses).node);
  });
  test.prop([fc.array(fc.constantFrom("a", "b", "c"), { minLength: 2, maxLength: 12 }), anyMedia])(
    "one lie changes nothing while all others hear each other",
    (rooms, lie) => {
      const honest = rooms.map((name, index) => person(name, `p${index}`, hears("somebody")));
      const found = explained([...honest, person("a", "liar", lie ?? cannotTell)]);
      expect(found.node).toBe("alive");
      const inLiarsRoom = rooms.filter((name) => name === "a").length;
      if (inLiarsRoom > 0) expect(named(found.faults)).not.toContain("link a");
    },
  );
  it("is judged in no time when a thousand say it", () => {
    const people = Array.from({ length: 1_000 }, (_, n) =>
      person(`r${n % 3}`, `p${n}`, misses(...Array.from({ length: 32 }, (_, k) => `p${(n * 7 + k * 31) % 1_000}`))),
    );
    const startedMs = performance.now();
    explained(people);
    expect(performance.now() - startedMs).toBeLessThan(2_000);
  });
});
