import { expect, it } from "vitest";
import { iceServers } from "./turn.ts";

const hour = 3_600_000;
const turnUrls = ["turn:turn.example.com:3478?transport=udp", "turns:turn.example.com:443?transport=tcp"];

it("gives TURN credentials that expire, as coturn checks them", () => {
  const settings = { urls: turnUrls, secret: "north", credentialTtlMs: hour };
  // printf 1767229200:se_1 | openssl dgst -sha1 -hmac north -binary | base64
  expect(iceServers(settings, "se_1", Date.UTC(2026, 0, 1))).toEqual([
    {
      urls: turnUrls,
      username: "1767229200:se_1",
      credential: "XNXlSBGINJFKTR6GDqDClJVVvmU=",
      expiresInMs: hour,
    },
  ]);
});

it("gives a STUN server no credentials", () => {
  const settings = { urls: ["stun:stun.example.com", turnUrls[0]!], secret: "s", credentialTtlMs: hour };
  const [stun, turn] = iceServers(settings, "se_1", 0);
  expect(stun).toEqual({ urls: ["stun:stun.example.com"] });
  expect(turn).toMatchObject({ urls: [turnUrls[0]], username: "3600:se_1" });
});

it("gives nothing where nothing is configured", () => {
  expect(iceServers({ urls: [], secret: undefined, credentialTtlMs: hour }, "se_1", 0)).toEqual([]);
});
