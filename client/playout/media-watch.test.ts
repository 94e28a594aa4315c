import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { ReceivedMedia } from "../connections/connections.ts";
import { keyOf } from "../tracks/remote-tracks.ts";
import { MediaWatch } from "./media-watch.ts";
import type { Received } from "../connections/receive-side.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function lab(onRead = (): void => {}) {
  const times = new Map<string, number>();
  const shown: string[] = [];
  const changing = { over: false };
  const watch = new MediaWatch(
    {
      onMedia: ({ consumer }) => shown.push(consumer.id),
      isExpected: () => true,
      isOnActivePath: ({ consumer }) => consumer.id === "new",
      shownGoesOn: () => changing.over,
      onPolled: () => {},
      onLooked: () => {},
    },
    (consumer) => {
      onRead();
      const atMs = times.get(consumer.id);
      return atMs === undefined ? undefined : { atMs };
    },
  );
  const received = (trackId: string, consumerId: string): Received => ({
    trackId,
    participantId: "bob",
    consumer: { id: consumerId, track: new EventTarget() } as unknown as ReceivedMedia,
  });
  return { times, shown, watch, received, changing };
}

it("keeps the old picture until the new path has one", () => {
  const { times, shown, watch, received } = lab();
  watch.add(received("camera", "old"), false);
  expect(shown).toEqual(["old"]);
  watch.add(received("camera", "new"), false);
  vi.advanceTimersByTime(500);
  expect(shown).toEqual(["old"]);
  times.set("new", 7_000);
  vi.advanceTimersByTime(20);
  expect(shown).toEqual(["old", "new"]);
});

it("shows the new path from its first packet on, when the old one is lost", () => {
  const { shown, watch, received } = lab();
  watch.add(received("camera", "old"), false);
  const next = received("camera", "new");
  watch.add(next, false);
  next.consumer.track.dispatchEvent(new Event("unmute"));
  expect(shown).toEqual(["old", "new"]);
});

it("shows the new path before its first frame when that is about to come, unless the old one still delivers", () => {
  const { shown, watch, received, changing } = lab();
  for (const id of ["old", "new"]) watch.add(received("camera", id), false);
  changing.over = true;
  watch.showNewest();
  expect(shown).toEqual(["old"]);
  changing.over = false;
  watch.showNewest();
  watch.showNewest();
  expect(shown).toEqual(["old", "new"]);
});

it("does not change pictures over before it knows when the next ones are due", async () => {
  const { times, shown, watch, received, changing } = lab();
  changing.over = true;
  const videoOf = (id: string): Received => {
    const one = received("camera", id);
    return { ...one, consumer: { ...one.consumer, kind: "video" } as ReceivedMedia };
  };
  watch.add(videoOf("old"), false);
  watch.add(videoOf("new"), false);
  const shownAfter: string[] = [];
  for (let frame = 0; frame < 24; frame++) {
    const nowMs = performance.timeOrigin + performance.now();
    times.set("old", nowMs);
    if (frame >= 16) times.set("new", nowMs);
    await vi.advanceTimersByTimeAsync(32);
    if (frame >= 16) shownAfter.push(shown.at(-1)!);
  }
  expect(shownAfter.slice(0, 3)).toEqual(["old", "old", "old"]);
  expect(shownAfter.at(-1)).toBe("new");
});

it("sees every frame for as long as a change-over may take, and looks less often then", () => {
  const reads = { count: 0 };
  const { watch, received, changing } = lab(() => void reads.count++);
  changing.over = true;
  for (const id of ["old", "new"]) watch.add(received("camera", id), false);
  const readsIn = (ms: number): number => {
    reads.count = 0;
    vi.advanceTimersByTime(ms);
    return reads.count / 2;
  };
  vi.advanceTimersByTime(7_400);
  expect(readsIn(500)).toBeGreaterThan(40);
  vi.advanceTimersByTime(2_000);
  expect(readsIn(500)).toBeLessThan(10);
});

it("changes sound over at once when the old path is gone", () => {
  const { shown, watch, received } = lab();
  watch.add(received("microphone", "old"), true);
  watch.add(received("microphone", "new"), true);
  expect(shown).toEqual(["old", "new"]);
});

it("measures the gap of what was flowing", () => {
  const { times, watch, received } = lab();
  watch.add(received("camera", "c1"), false);
  watch.add(received("microphone", "m1"), true);
  times.set("c1", 5_000).set("m1", 5_020);
  watch.beginGap();
  expect(watch.allBack).toBe(false);
  watch.add(received("camera", "c2"), false);
  watch.add(received("microphone", "m2"), true);
  times.set("m2", 5_150);
  vi.advanceTimersByTime(20);
  expect(watch.allBack).toBe(false);
  times.set("c2", 5_300);
  vi.advanceTimersByTime(20);
  expect(watch.allBack).toBe(true);
  expect(watch.endGap()).toBe(300);
});

it("does not wait for a track that went away meanwhile", () => {
  const { times, watch, received } = lab();
  watch.add(received("camera", "c1"), false);
  times.set("c1", 5_000);
  watch.beginGap();
  watch.remove(keyOf(received("camera", "c1")));
  expect(watch.allBack).toBe(true);
  expect(watch.endGap()).toBe(0);
});

it("a path that is made before the old one breaks leaves no gap", () => {
  const { times, watch, received } = lab();
  watch.add(received("camera", "c1"), false);
  times.set("c1", 5_000);
  watch.beginGap();
  watch.add(received("camera", "c2"), false);
  times.set("c1", 6_000);
  vi.advanceTimersByTime(20);
  times.set("c1", 6_050).set("c2", 6_040);
  vi.advanceTimersByTime(20);
  expect(watch.endGap()).toBe(0);
});
