import { expect, it } from "vitest";
import { remoteFromWire } from "./remote-from-wire.ts";

const description = {
  id: "t1",
  ice: { usernameFragment: "u", password: "p", iceLite: true },
  candidates: [{ foundation: "udp", priority: 10, address: "10.0.0.1", protocol: "udp", port: 7500, type: "host" }],
  dtls: { role: "server", fingerprints: [{ algorithm: "sha-256", value: "AB" }] },
};

it("takes what a node says of its end", () => {
  expect(remoteFromWire(description)).toEqual({
    ice: { usernameFragment: "u", password: "p" },
    candidates: [{ foundation: "udp", priority: 10, address: "10.0.0.1", protocol: "udp", port: 7500 }],
    fingerprints: [{ algorithm: "sha-256", value: "AB" }],
  });
});

it.each([{}, { ...description, ice: null }, { ...description, dtls: { fingerprints: [] } }])(
  "refuses an incomplete one (%#)",
  (incomplete) => {
    expect(() => remoteFromWire(incomplete)).toThrow(expect.objectContaining({ code: "bad_media" }));
  },
);
