import { expect, it } from "vitest";
import { addressGroups } from "../address-groups.ts";
import { Unjoined } from "./unjoined.ts";

it("admits so many of one prefix at once, and more when some have joined or gone", () => {
  const unjoined = new Unjoined(3);
  const open = (address: string) => unjoined.admit(addressGroups(address));
  const first = [1, 2, 3].map((i) => open(`2001:db8:1:1::${i}`));
  expect(open("2001:db8:1:1::4")).toBeUndefined();
  expect(open("192.0.2.1")).toBeDefined();
  first[0]!();
  first[0]!();
  expect(open("2001:db8:1:1::5")).toBeDefined();
  expect(open("2001:db8:1:1::6")).toBeUndefined();
});

it("counts all prefixes of a site together", () => {
  const unjoined = new Unjoined(3);
  const admitted = Array.from({ length: 100 }, (_, i) => unjoined.admit(addressGroups(`2001:db8:1:${i}::1`)));
  expect(admitted.filter(Boolean)).toHaveLength(12);
});
