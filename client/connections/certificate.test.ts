import { expect, it } from "vitest";
import { fingerprintsInSdp } from "./certificate.ts";

it("finds each fingerprint of a description once", () => {
  const sdp =
    "v=0\r\na=fingerprint:sha-256 AB:CD\r\nm=audio\r\na=fingerprint:sha-256 AB:CD\r\na=fingerprint:sha-1 01:02\r\n";
  expect(fingerprintsInSdp(sdp)).toEqual([
    { algorithm: "sha-256", value: "AB:CD" },
    { algorithm: "sha-1", value: "01:02" },
  ]);
  expect(fingerprintsInSdp("")).toEqual([]);
});
