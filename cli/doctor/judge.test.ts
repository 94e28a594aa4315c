import { describe, expect, it } from "vitest";
import {
  judgeAnnouncedAddresses,
  judgeMediaFiles,
  judgeCertificate,
  judgeClock,
  judgeOpenFiles,
  judgeUdpBuffer,
  readOpenFileLimit,
} from "./judge.ts";

describe("the clock", () => {
  // The header says 10 s: it was then between 10.000 and 10.999 s on the server.
  it.each([
    ["inside the second of the header", 10_400, 10_600, "ok"],
    ["a slow answer", 8_000, 13_000, "ok"],
    ["1.5 s behind is as good as right", 8_300, 8_500, "ok"],
    ["3 s behind", 6_800, 7_000, "fail"],
    ["3 s ahead", 14_000, 14_200, "fail"],
    ["a minute ahead", 71_000, 71_010, "fail"],
  ])("%s", (_name, askedAtMs, answeredAtMs, status) => {
    expect(judgeClock({ serverDateMs: 10_000, askedAtMs, answeredAtMs }).status).toBe(status);
  });
  it("says which one is ahead", () => {
    expect(judgeClock({ serverDateMs: 70_000, askedAtMs: 10_000, answeredAtMs: 10_000 }).found).toMatch(
      /60\.0 s ahead/,
    );
    expect(judgeClock({ serverDateMs: 10_000, askedAtMs: 71_000, answeredAtMs: 71_000 }).found).toMatch(
      /60\.0 s behind/,
    );
  });
});

it.each([
  [212_992, "fail"],
  [1_048_576, "warn"],
  [8_388_608, "ok"],
])("a UDP buffer limit of %i bytes: %s", (bytes, status) => {
  const finding = judgeUdpBuffer("rmem_max", bytes);
  expect(finding.status).toBe(status);
  expect(finding.todo === "").toBe(status === "ok");
});

it.each([
  [1_024, 10_000, "fail"],
  [65_536, 10_000, "ok"],
  [Infinity, 1_000_000, "ok"],
])("an open-file limit of %d for %i sessions: %s", (limit, sessions, status) => {
  expect(judgeOpenFiles(limit, sessions).status).toBe(status);
});

it.each([
  ["Max open files            1024                 1048576              files     ", 1_024],
  ["Max open files            unlimited            unlimited            files     ", Infinity],
  ["Max cpu time              unlimited            unlimited            seconds", undefined],
])("reads the limit of %j", (line, limit) => {
  expect(
    readOpenFileLimit(`Limit                     Soft Limit           Hard Limit           Units\n${line}\n`),
  ).toBe(limit);
});

describe("the announced addresses", () => {
  const local = ["127.0.0.1", "10.0.0.5", "203.0.113.5"];
  it.each<[string[], string]>([
    [["127.0.0.1"], "warn"],
    [["10.0.0.5"], "warn"],
    [["172.31.0.1"], "warn"],
    [["172.32.0.1"], "warn"], // public, and not here
    [["fd00::1"], "warn"],
    [["203.0.113.5"], "ok"],
    [["10.0.0.5", "203.0.113.5"], "ok"],
    [["10.0.0.5", "198.51.100.1"], "warn"],
  ])("%j", (told, status) => {
    expect(judgeAnnouncedAddresses(told, local).status).toBe(status);
  });
});

it.each([
  ["", 90, "ok"],
  ["", 3, "warn"],
  ["self-signed certificate", 90, "fail"],
])("a certificate with error %j and %i days left: %s", (error, days, status) => {
  expect(judgeCertificate("a.example", { error, nowMs: 0, validToMs: days * 86_400_000 }).status).toBe(status);
});

it.each([
  [1_024, "warn"],
  [1_048_576, "ok"],
  [Infinity, "ok"],
])("with %d open files, a node: %s", (limit, status) => {
  expect(judgeMediaFiles(limit).status).toBe(status);
});
