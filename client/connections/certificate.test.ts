import { expect, it } from "vitest";
import { fingerprintsInSdp, isAging } from "./certificate.ts";

it("finds each fingerprint of a description once", () => {
  const sdp =
    "v=0\r\na=fingerprint:sha-256 AB:CD\r\nm=audio\r\na=fingerprint:sha-256 AB:CD\r\na=fingerprint:sha-1 01:02\r\n";
  expect(fingerprintsInSdp(sdp)).toEqual([
    { algorithm: "sha-256", value: "AB:CD" },
    { algorithm: "sha-1", value: "01:02" },
  ]);
  expect(fingerprintsInSdp("")).toEqual([]);
});

it("is replaced at a join long before it expires", () => {
  const dayMs = 24 * 3_600_000;
  const made = { certificate: { expires: 365 * dayMs } as RTCCertificate, fingerprints: [] };
  expect(isAging(made, 0)).toBe(false);
  expect(isAging(made, 200 * dayMs)).toBe(true);
});
