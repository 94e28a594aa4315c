import { expect, it } from "vitest";
import { SharedCapabilities } from "./shared-capabilities.ts";

const of = (mimeType: string) => ({ codecs: [{ kind: 1, mimeType, clockRate: 48_000 }], headerExtensions: [] });

it("keeps one copy of what is equal", () => {
  const shared = new SharedCapabilities();
  const first = shared.of(of("audio/opus"));
  expect(shared.of(of("audio/opus"))).toBe(first);
  expect(shared.of(of("audio/PCMU"))).not.toBe(first);
  expect(shared.size).toBe(2);
});

it("forgets what was used longest ago", () => {
  const shared = new SharedCapabilities();
  const common = shared.of(of("audio/opus"));
  for (let i = 0; i < 1_000; i++) {
    shared.of(of(`audio/x-${i}`));
    shared.of(of("audio/opus"));
  }
  expect(shared.size).toBe(256);
  expect(shared.of(of("audio/opus"))).toBe(common);
});
