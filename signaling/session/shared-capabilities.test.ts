import { expect, it } from "vitest";
import { SharedCapabilities } from "./shared-capabilities.ts";

const of = (text: string): Uint8Array => Buffer.from(text);

it("keeps one copy of what is equal", () => {
  const shared = new SharedCapabilities();
  const first = shared.of(of("opus"));
  expect(first).toEqual(new Uint8Array(of("opus")));
  expect(shared.of(of("opus"))).toBe(first);
  expect(shared.of(of("PCMU"))).not.toBe(first);
  expect(shared.size).toBe(2);
});

it("keeps nothing else of the frame that they came in", () => {
  const frame = Buffer.from("a long frame with opus in it");
  const kept = new SharedCapabilities().of(frame.subarray(18, 22));
  expect(Buffer.from(kept).toString()).toBe("opus");
  expect(kept.buffer.byteLength).toBe(4);
});
