import { createHmac } from "node:crypto";
import * as fc from "fast-check";
import { SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { HoldfastError } from "../proto/errors.ts";
import { maxTokenBytes, mintAdminToken, mintToken, verifyAdminToken, verifyToken } from "./tokens.ts";

const nowMs = Date.UTC(2026, 0, 1);
const secret = "an old secret of at least 32 bytes";
const keys = new Map([
  ["old", secret],
  ["new", "a new secret of at least 32 bytes.."],
]);
const grants = { room: "demo", identity: "alice" };
const sign = { key: "old", secret, ttlSeconds: 60, nowMs };
const mint = (changes: Partial<Parameters<typeof mintToken>[0]> = {}): Promise<string> =>
  mintToken({ ...sign, grants, ...changes });

const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
/** A well-signed token of any header and claims. */
function forge(header: object, claims: object, withSecret = secret): string {
  const text = `${base64(header)}.${base64(claims)}`;
  return `${text}.${createHmac("sha256", withSecret).update(text).digest("base64url")}`;
}
const goodHeader = { alg: "HS256", typ: "JWT", kid: "old" };
const goodClaims = { iss: "old", sub: "alice", room: "demo", exp: nowMs / 1000 + 60 };

async function codeOf(token: string, options: { atMs?: number; clockToleranceMs?: number } = {}): Promise<string> {
  const { atMs = nowMs, ...rest } = options;
  const error: unknown = await verifyToken(token, keys, atMs, rest).then(
    () => "accepted",
    (thrown: unknown) => thrown,
  );
  return error instanceof HoldfastError ? error.code : String(error);
}

describe("join tokens", () => {
  it("carry the grants there and back", async () => {
    const all = {
      ...grants,
      name: "Alice",
      metadata: '{"role":"host"}',
      canPublish: ["microphone" as const],
      canSubscribe: false,
      canPublishData: false,
      canUpdateSelf: true,
      moderator: true,
      hidden: false,
    };
    expect(await verifyToken(await mint({ grants: all }), keys, nowMs)).toEqual({
      grants: all,
      expiresAtMs: nowMs + 60_000,
    });
  });

  it("are taken from every configured key, so that keys can be rotated", async () => {
    expect(await codeOf(await mint())).toBe("accepted");
    expect(await codeOf(await mint({ key: "new", secret: keys.get("new")! }))).toBe("accepted");
    expect(await codeOf(await mint({ key: "gone" }))).toBe("token_invalid");
  });

  it("are valid in their time only, give or take the clock tolerance", async () => {
    const token = await mint();
    expect(await codeOf(token, { atMs: nowMs + 59_000 })).toBe("accepted");
    expect(await codeOf(token, { atMs: nowMs + 60_000 })).toBe("token_expired");
    expect(await codeOf(token, { atMs: nowMs + 64_000, clockToleranceMs: 5_000 })).toBe("accepted");
    expect(await codeOf(token, { atMs: nowMs - 2_000 })).toBe("token_not_yet_valid");
    expect(await codeOf(token, { atMs: nowMs - 2_000, clockToleranceMs: 5_000 })).toBe("accepted");
  });

  it("a forged token is as good as ours when nothing is wrong with it", async () => {
    expect(await codeOf(forge(goodHeader, goodClaims))).toBe("accepted");
  });

  it.each<[string, string, string]>([
    ["empty", "", "token_missing"],
    ["not a JWT", "hello", "token_invalid"],
    ["alg none", `${base64({ ...goodHeader, alg: "none" })}.${base64(goodClaims)}.`, "token_invalid"],
    ["alg none with a signature", forge({ ...goodHeader, alg: "none" }, goodClaims), "token_invalid"],
    ["another algorithm", forge({ ...goodHeader, alg: "HS512" }, goodClaims), "token_invalid"],
    ["an asymmetric algorithm", forge({ ...goodHeader, alg: "RS256" }, goodClaims), "token_invalid"],
    ["the wrong secret", forge(goodHeader, goodClaims, "not the secret of any key here..."), "token_invalid"],
    ["another key's secret", forge(goodHeader, goodClaims, keys.get("new")), "token_invalid"],
    ["an unknown key", forge({ ...goodHeader, kid: "other" }, goodClaims), "token_invalid"],
    ["no key", forge({ alg: "HS256" }, goodClaims), "token_invalid"],
    ["a key that is no text", forge({ ...goodHeader, kid: 7 }, goodClaims), "token_invalid"],
    ["another issuer than the key", forge(goodHeader, { ...goodClaims, iss: "new" }), "token_invalid"],
    ["a critical extension", forge({ ...goodHeader, crit: ["x"], x: 1 }, goodClaims), "token_invalid"],
    ["no expiry", forge(goodHeader, { ...goodClaims, exp: undefined }), "token_invalid"],
    ["an expiry that is no number", forge(goodHeader, { ...goodClaims, exp: "never" }), "token_invalid"],
    ["a start that is no number", forge(goodHeader, { ...goodClaims, nbf: "now" }), "token_invalid"],
    ["no room", forge(goodHeader, { ...goodClaims, room: undefined }), "token_invalid"],
    ["a room that is no name", forge(goodHeader, { ...goodClaims, room: "../x" }), "token_invalid"],
    ["no identity", forge(goodHeader, { ...goodClaims, sub: undefined }), "token_invalid"],
    [
      "a misspelt grant, which would fall back to its default",
      forge(goodHeader, { ...goodClaims, canPublsih: false }),
      "token_invalid",
    ],
    ["an unknown source", forge(goodHeader, { ...goodClaims, canPublish: ["webcam"] }), "token_invalid"],
    ["a hidden publisher", forge(goodHeader, { ...goodClaims, hidden: true, canPublish: true }), "token_invalid"],
    ["too long", "a".repeat(maxTokenBytes + 1), "token_invalid"],
    [
      "expired and wrongly signed",
      forge(goodHeader, { ...goodClaims, exp: 1 }, "not the secret of any key here..."),
      "token_invalid",
    ],
  ])("refuse: %s", async (_name, token, code) => {
    expect(await codeOf(token)).toBe(code);
  });

  it("do not survive the change of any one character", async () => {
    const token = await mint();
    await fc.assert(
      fc.asyncProperty(fc.nat(token.length - 1), fc.constantFrom(..."abcXYZ019-_."), async (index, character) => {
        const changed = token.slice(0, index) + character + token.slice(index + 1);
        // The last character of the signature holds two bits that mean nothing.
        fc.pre(changed !== token && index < token.length - 1);
        expect(await codeOf(changed)).toBe("token_invalid");
      }),
    );
  });

  it("anything else gives a token error, never another failure", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.array(fc.base64String(), { maxLength: 5 }).map((parts) => parts.join(".")),
        ),
        async (text) => {
          expect(await codeOf(text)).toMatch(/^token_/);
        },
      ),
    );
  });

  it("any valid grants survive", async () => {
    const word = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.:@=+-]{0,127}$/);
    const any = fc.record({
      room: word,
      identity: word,
      name: fc.string({ maxLength: 60 }),
      metadata: fc.string({ maxLength: 300 }),
      moderator: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(any, async (wanted) => {
        expect((await verifyToken(await mint({ grants: wanted }), keys, nowMs)).grants).toMatchObject(wanted);
      }),
    );
  });
});

describe("minting", () => {
  it("makes a token of any claims that are within their limits, however JSON has to write them", async () => {
    const longest = {
      room: "r".repeat(128),
      identity: "i".repeat(128),
      name: "\u0001".repeat(256),
      metadata: "\u0001".repeat(4096),
    };
    const token = await mint({ grants: longest });
    expect((await verifyToken(token, keys, nowMs)).grants).toMatchObject(longest);
  });

  it.each([
    ["a bad room", { grants: { room: "", identity: "a" } }],
    ["a name beyond its limit", { grants: { ...grants, name: "é".repeat(129) } }],
    ["a lifetime of nothing", { ttlSeconds: 0 }],
    ["a lifetime of no number", { ttlSeconds: Number.NaN }],
  ])("refuses %s", async (_name, changes) => {
    await expect(mint(changes)).rejects.toMatchObject({ code: "bad_request" });
  });
});

describe("admin tokens", () => {
  it("tell the key that they stand on, and join no room", async () => {
    const token = await mintAdminToken(sign);
    expect(await verifyAdminToken(token, keys, nowMs)).toEqual({ keyId: "old", expiresAtMs: nowMs + 60_000 });
    expect(await codeOf(token)).toBe("token_invalid");
  });

  it("are not join tokens, nor tokens that claim to be both", async () => {
    await expect(verifyAdminToken(await mint(), keys, nowMs)).rejects.toMatchObject({ code: "token_invalid" });
    const both = await new SignJWT({ ...goodClaims, admin: true })
      .setProtectedHeader(goodHeader)
      .sign(new TextEncoder().encode(secret));
    await expect(verifyAdminToken(both, keys, nowMs)).rejects.toMatchObject({ code: "token_invalid" });
    expect(await codeOf(both)).toBe("token_invalid");
  });
});
