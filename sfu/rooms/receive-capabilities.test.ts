import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { encodeCapabilities } from "../../proto/capabilities.ts";
import { HoldfastError } from "../../proto/errors.ts";
import { routerRtpCapabilities } from "../../proto/generated/media-profile.ts";
import { KnownCapabilities, ReceiveCapabilities } from "./receive-capabilities.ts";

const encoded = encodeCapabilities(routerRtpCapabilities);

describe("what a client can receive", () => {
  test("is told by codec, with what belongs to it", () => {
    const { codecs, headerExtensions } = new ReceiveCapabilities(encoded).for("video", "video/vp8");
    expect(new Set(codecs?.map(({ mimeType }) => mimeType))).toEqual(new Set(["video/VP8", "video/rtx"]));
    expect(headerExtensions?.length).toBeGreaterThan(0);
    expect(headerExtensions?.every(({ kind }) => kind === "video")).toBe(true);
  });

  test("is read once for all who say the same", () => {
    const known = new KnownCapabilities();
    const first = known.of(encoded);
    expect(known.of(Uint8Array.from(encoded))).toBe(first);
    expect(known.of(encodeCapabilities({ codecs: routerRtpCapabilities.codecs ?? [] }))).not.toBe(first);
  });

  test("is kept for a bounded number of browsers, the newest of them", () => {
    const known = new KnownCapabilities(2);
    const [first, ...others] = [1, 2, 3].map((count) =>
      encodeCapabilities({ codecs: (routerRtpCapabilities.codecs ?? []).slice(0, count) }),
    );
    const before = known.of(first!);
    const kept = others.map((bytes) => known.of(bytes));
    expect(others.map((bytes) => known.of(bytes))).toEqual(kept);
    expect(known.of(first!)).not.toBe(before);
  });

  test("is not remembered when it is wrong", () => {
    const wrong = encodeCapabilities({ codecs: [{ kind: "audio", mimeType: "opus", clockRate: 48_000 }] });
    const known = new KnownCapabilities();
    for (let i = 0; i < 2; i++) expect(() => known.of(wrong)).toThrow(expect.objectContaining({ code: "bad_media" }));
  });

  test.each([
    ["a megabyte", new Uint8Array(1024 * 1024)],
    [
      "a codec with a thousand parameters",
      encodeCapabilities({
        codecs: [
          {
            kind: "audio",
            mimeType: "audio/opus",
            clockRate: 48_000,
            channels: 2,
            parameters: Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`p${i}`, 1])),
          },
        ],
      }),
    ],
  ])("is refused as bad_media: %s", (_name, bytes) => {
    expect(() => new KnownCapabilities().of(bytes)).toThrow(expect.objectContaining({ code: "bad_media" }));
  });

  test.prop([fc.uint8Array({ maxLength: 200 })])("refuses any bytes that are not it as bad_media", (bytes) => {
    let thrown: unknown;
    try {
      new ReceiveCapabilities(bytes).for("audio", "audio/opus");
    } catch (error) {
      thrown = error;
    }
    if (thrown !== undefined) expect(thrown).toBeInstanceOf(HoldfastError);
    if (thrown instanceof HoldfastError) expect(thrown.code).toBe("bad_media");
  });
});
