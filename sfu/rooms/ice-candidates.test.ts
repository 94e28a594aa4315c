import { expect, test } from "vitest";
import { describeCandidates } from "./ice-candidates.ts";

test("every address by both protocols, each with a priority of its own: UDP first, then in the order given", () => {
  const candidates = describeCandidates(["10.0.0.5", "203.0.113.5", "fd00::5"], 7500)!;
  const byPriority = candidates.toSorted((a, b) => b.priority! - a.priority!);
  expect(byPriority.map(({ protocol, address }) => `${protocol} ${address}`)).toEqual([
    "udp 10.0.0.5",
    "udp 203.0.113.5",
    "udp fd00::5",
    "tcp 10.0.0.5",
    "tcp 203.0.113.5",
    "tcp fd00::5",
  ]);
  expect(new Set(candidates.map(({ priority }) => priority)).size).toBe(6);
  expect(new Set(candidates.map(({ foundation }) => foundation)).size).toBe(6);
  expect(candidates.every(({ priority }) => priority! > 0 && priority! < 2 ** 31)).toBe(true);
  expect(candidates.every(({ port, type }) => port === 7500 && type === "host")).toBe(true);
});
