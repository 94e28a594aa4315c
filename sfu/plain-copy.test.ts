import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { plainCopy } from "./plain-copy.ts";

describe("a plain copy", () => {
  test.prop([fc.anything({ withBigInt: true, withDate: true, withTypedArray: true, withMap: true, withSet: true })])(
    "equals structuredClone's",
    (value) => {
      expect(plainCopy(value)).toEqual(structuredClone(value));
    },
  );

  test("has no other prototype, whatever the keys", () => {
    const copy = plainCopy(JSON.parse('{ "a": { "__proto__": { "b": 1 } } }') as { a: object });
    expect(Object.getPrototypeOf(copy.a)).toBe(Object.prototype);
    expect(Object.keys(copy.a)).toEqual(["__proto__"]);
  });

  test("shares nothing with the original", () => {
    const original = { codecs: [{ parameters: { apt: 96 } }], cname: undefined };
    const copy = plainCopy(original);
    copy.codecs[0]!.parameters.apt = 97;
    copy.codecs.push({ parameters: { apt: 98 } });
    expect(original).toEqual({ codecs: [{ parameters: { apt: 96 } }], cname: undefined });
    expect(Object.keys(copy)).toEqual(["codecs", "cname"]);
  });
});
