import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { fullBucket, takeToken, untilTokenMs } from "./token-bucket.ts";

const rate = { perSecond: 100, burst: 300 };

describe("a token bucket", () => {
  it("gives 300 at once, and 100 a second after that", () => {
    let budget = fullBucket;
    const take = (nowMs: number): boolean => {
      const left = takeToken(budget, nowMs, rate);
      budget = left ?? budget;
      return left !== undefined;
    };
    for (let i = 0; i < 300; i++) expect(take(5_000)).toBe(true);
    expect(take(5_000)).toBe(false);
    expect(take(5_009)).toBe(false);
    expect(take(5_010)).toBe(true);
    expect(take(5_010)).toBe(false);
    for (let i = 0; i < 99; i++) expect(take(6_000)).toBe(true);
    expect(take(6_000)).toBe(false);
    for (let i = 0; i < 300; i++) expect(take(60_000)).toBe(true);
    expect(take(60_000)).toBe(false);
  });

  test.prop([fc.array(fc.nat(50), { minLength: 1, maxLength: 2_000 })])(
    "never gives more in any span of time",
    (gaps) => {
      let budget = fullBucket;
      let nowMs = 0;
      let allowed = 0;
      for (const gapMs of gaps) {
        nowMs += gapMs;
        const left = takeToken(budget, nowMs, rate);
        if (left === undefined) continue;
        budget = left;
        allowed++;
      }
      expect(allowed).toBeLessThanOrEqual(300 + nowMs / 10);
    },
  );

  test.prop([fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 }), fc.nat(400)])(
    "tells when there is one again",
    (perSecond, burst, taken) => {
      let bucket = fullBucket;
      for (let i = 0; i < taken; i++) bucket = takeToken(bucket, 0, { perSecond, burst }) ?? bucket;
      const waitMs = untilTokenMs(bucket, 0, { perSecond, burst });
      expect(takeToken(bucket, waitMs + 0.001, { perSecond, burst })).toBeDefined();
      if (waitMs > 0.01) expect(takeToken(bucket, waitMs - 0.01, { perSecond, burst })).toBeUndefined();
    },
  );
});
