import { expect, test } from "vitest";
import { PathEvents } from "./path-events.ts";

const event = (text: string) => Buffer.from(text);

function filled(count: number, size: number): PathEvents {
  const events = new PathEvents(size);
  for (let i = 1; i <= count; i++) events.add(event(String(i)));
  return events;
}
const seqsAfter = (events: PathEvents, seq: number): number[] | undefined => events.after(seq)?.map((e) => e.seq);

test("counts from one", () => {
  const events = new PathEvents();
  expect(events.last).toBe(0);
  expect(events.add(event("a")).seq).toBe(1);
  expect(events.add(event("b")).seq).toBe(2);
  expect(events.last).toBe(2);
});

test.each([
  [3, 0, [1, 2, 3]],
  [3, 2, [3]],
  [3, 3, []],
  [4, 0, [1, 2, 3, 4]],
  [5, 1, [2, 3, 4, 5]],
  [11, 7, [8, 9, 10, 11]],
  [5, 0, undefined],
  [11, 6, undefined],
  [3, 4, undefined],
  [0, 0, []],
])("of %i events, four kept, those after %i are %j", (count, seq, expected) => {
  expect(seqsAfter(filled(count, 4), seq)).toEqual(expected);
});

test("gives the very events", () => {
  expect(filled(6, 4).after(4)).toEqual([
    { seq: 5, event: event("5") },
    { seq: 6, event: event("6") },
  ]);
});

test("keeps no more bytes than it may, and then less events; the newest always", () => {
  const events = new PathEvents();
  for (let i = 0; i < 40; i++) events.add(Buffer.alloc(16 * 1024));
  expect(events.after(23)).toBeUndefined();
  expect(seqsAfter(events, 24)).toEqual(Array.from({ length: 16 }, (_, i) => 25 + i));
  events.add(Buffer.alloc(1024 * 1024));
  expect(seqsAfter(events, 39)).toBeUndefined();
  expect(seqsAfter(events, 40)).toEqual([41]);
});
