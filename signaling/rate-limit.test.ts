import { expect, it } from "vitest";
import { addressGroups } from "./address-groups.ts";
import { RateLimit } from "./rate-limit.ts";

it("lets no more through than the rate, second after second", () => {
  let nowMs = 0;
  const limit = new RateLimit({ perSecond: 100, burst: 200 }, () => nowMs);
  let passed = 0;
  for (; nowMs < 20_000; nowMs++) if (limit.take(addressGroups("192.0.2.1"))) passed++;
  expect(passed).toBeGreaterThanOrEqual(2_190);
  expect(passed).toBeLessThanOrEqual(2_200);
  expect(limit.take(addressGroups("192.0.2.2"))).toBe(true);
});

it("counts an IPv6 prefix as one, and a site's prefixes together", () => {
  const limit = new RateLimit({ perSecond: 1, burst: 10 }, () => 0);
  const passedOf = (address: (i: number) => string) =>
    Array.from({ length: 100 }, (_, i) => limit.take(addressGroups(address(i)))).filter(Boolean).length;
  expect(passedOf((i) => `2001:db8:1:1::${i.toString(16)}`)).toBe(10);
  expect(passedOf((i) => `2001:db8:1:${(i + 2).toString(16)}::1`)).toBe(30);
  expect(passedOf((i) => `2001:db8:2:1::${i.toString(16)}`)).toBe(10);
});
