import { expect, test } from "vitest";
import { readTokenClaims } from "./token-claims.ts";

const tokenOf = (payload: unknown) => `e30.${Buffer.from(JSON.stringify(payload)).toString("base64url")}.c2ln`;

test("room, identity and name are read", () => {
  expect(readTokenClaims(tokenOf({ room: "a", sub: "ada", name: "Ada Ünï", exp: 1 }))).toEqual({
    room: "a",
    identity: "ada",
    name: "Ada Ünï",
  });
});

test("claims of another type are left out", () => {
  expect(readTokenClaims(tokenOf({ room: 7 }))).toEqual({});
});

test.each(["", "abc", "a.b", "a.!!.c", `a.${Buffer.from("[]").toString("base64url")}`, tokenOf(null)])(
  "%j is no token",
  (text) => {
    expect(readTokenClaims(text)).toBeUndefined();
  },
);
