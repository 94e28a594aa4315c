import { describe, expect, it } from "vitest";
import { canStandIn, iceServersOf, mayGatherAhead } from "./ice-servers.ts";

const hourMs = 3_600_000;
const stun = { urls: ["stun:s"] };
const turn = { urls: ["turn:t?transport=udp", "turns:t?transport=tcp"], username: "1:se_1", credential: "a" };
const at = (unixMs: number, ...servers: object[]) => iceServersOf(servers, unixMs);

describe("candidates that were gathered ahead", () => {
  const gathered = at(0, stun, { ...turn, expiresInMs: hourMs });

  it("serve an offer of the same servers, whose credentials are other ones each time", () => {
    const offered = at(1_000, stun, { ...turn, username: "2:se_1", credential: "b", expiresInMs: hourMs });
    expect(canStandIn(gathered, offered, 1_000)).toBe(true);
  });

  it.each([
    ["none", []],
    ["fewer", [turn]],
    ["one by another address", [stun, { ...turn, urls: [turn.urls[0]!, "turns:u?transport=tcp"] }]],
    ["one more", [stun, turn, { urls: ["stun:s2"] }]],
  ])("do not serve an offer with other servers: %s", (_, servers) => {
    expect(canStandIn(gathered, at(1_000, ...servers), 1_000)).toBe(false);
  });

  it("serve until a minute before their credentials expire, no matter how fresh the offer's are", () => {
    const offeredAt = (unixMs: number) => at(unixMs, stun, { ...turn, expiresInMs: hourMs });
    expect(canStandIn(gathered, offeredAt(hourMs - 60_001), hourMs - 60_001)).toBe(true);
    expect(canStandIn(gathered, offeredAt(hourMs - 60_000), hourMs - 60_000)).toBe(false);
  });

  it.each([
    ["no servers", []],
    ["STUN servers", [stun]],
    ["TURN servers whose credentials never expire", [turn]],
  ])("serve for ever with %s", (_, servers) => {
    expect(canStandIn(at(0, ...servers), at(1e12, ...servers), 1e12)).toBe(true);
  });
});

it("nothing is gathered ahead with credentials that are about to expire", () => {
  const servers = at(0, { ...turn, expiresInMs: hourMs }, { ...turn, expiresInMs: 2 * hourMs });
  expect(mayGatherAhead(servers, hourMs - 60_001)).toBe(true);
  expect(mayGatherAhead(servers, hourMs - 60_000)).toBe(false);
});

it("an offer that says nothing of servers has none", () => {
  expect(iceServersOf(undefined, 0)).toEqual({ list: [], expireAtMs: Infinity });
  expect(iceServersOf(null, 0).list).toEqual([]);
});
