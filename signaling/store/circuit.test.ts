import { describe, expect, it } from "vitest";
import { type Circuit, nextCircuit, openCircuit, type StoreOutcome } from "./circuit.ts";

const after = (outcomes: string, from: Circuit = openCircuit): Circuit => {
  const names: Record<string, StoreOutcome> = { a: "answered", l: "late", r: "refused" };
  return [...outcomes].reduce((circuit, letter) => nextCircuit(circuit, names[letter]!), from);
};

const up = (outcomes: string): Circuit => after(outcomes, after("aa"));

describe("the store's circuit", () => {
  it("is open until two probes in a row are answered", () => {
    expect(openCircuit.open).toBe(true);
    expect(after("a").open).toBe(true);
    expect(after("ala").open).toBe(true);
    expect(after("ara").open).toBe(true);
    expect(after("aa").open).toBe(false);
  });
  it("opens at the third call in a row that is too late", () => {
    expect(up("ll").open).toBe(false);
    expect(up("llall").open).toBe(false);
    expect(up("lll").open).toBe(true);
  });
  it("opens at once when the store says no, or there is no connection", () => {
    expect(up("r").open).toBe(true);
    expect(up("ar").open).toBe(true);
  });
});
