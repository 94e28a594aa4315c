import { expect, it } from "vitest";
import { Shared, sharedBytes } from "./shared.ts";

const of = (mimeType: string) => ({ codecs: [{ kind: 1, mimeType, clockRate: 48_000 }], headerExtensions: [] });

it("keeps one copy of what is equal", () => {
  const shared = new Shared(JSON.stringify);
  const first = shared.of(of("audio/opus"));
  expect(shared.of(of("audio/opus"))).toBe(first);
  expect(shared.of(of("audio/PCMU"))).not.toBe(first);
  expect(shared.size).toBe(2);
});

it("forgets what was used longest ago", () => {
  const shared = new Shared(JSON.stringify);
  const common = shared.of(of("audio/opus"));
  for (let i = 0; i < 1_000; i++) {
    shared.of(of(`audio/x-${i}`));
    shared.of(of("audio/opus"));
  }
  expect(shared.size).toBeGreaterThanOrEqual(128);
  expect(shared.size).toBeLessThanOrEqual(256);
  expect(shared.of(of("audio/opus"))).toBe(common);
});

it("keeps of bytes nothing else of the frame that they came in", () => {
  const frame = Buffer.from("a long frame with opus in it");
  const shared = sharedBytes();
  const kept = shared.of(frame.subarray(18, 22));
  expect(Buffer.from(kept).toString()).toBe("opus");
  expect(kept.buffer.byteLength).toBe(4);
  expect(shared.of(Buffer.from("opus"))).toBe(kept);
});
