import { expect, it } from "vitest";
import { transportOptions } from "./transport-options.ts";

const description = {
  id: "t1",
  ice: { usernameFragment: "u", password: "p", iceLite: true },
  candidates: [
    { foundation: "udp", priority: 10, address: "10.0.0.1", protocol: "udp", port: 7500, type: "host" },
    {
      foundation: "tcp",
      priority: 5,
      address: "10.0.0.1",
      protocol: "tcp",
      port: 7500,
      type: "host",
      tcpType: "passive",
    },
  ],
  dtls: { role: "server", fingerprints: [{ algorithm: "sha-256", value: "AB" }] },
};

it("says the same in mediasoup-client's words", () => {
  const options = transportOptions(description, undefined);
  expect(options).toMatchObject({
    id: "t1",
    iceParameters: { usernameFragment: "u", iceLite: true },
    dtlsParameters: { role: "server" },
  });
  expect(options.iceCandidates.map(({ protocol, tcpType }) => [protocol, tcpType])).toEqual([
    ["udp", undefined],
    ["tcp", "passive"],
  ]);
});

it("passes STUN and TURN servers on, those with credentials too", () => {
  const turn = { urls: ["turn:t:3478"], username: "1:se_1", credential: "c" };
  expect(transportOptions(description, undefined, [{ urls: ["stun:s"], username: "" }, turn]).iceServers).toEqual([
    { urls: ["stun:s"] },
    turn,
  ]);
});

it.each([
  {},
  { ...description, id: "" },
  { ...description, ice: null },
  { ...description, dtls: { fingerprints: [] } },
])("refuses an incomplete one (%#)", (incomplete) => {
  expect(() => transportOptions(incomplete, undefined)).toThrow(expect.objectContaining({ code: "bad_media" }));
});
