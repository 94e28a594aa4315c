import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { type NodeFrame, nodeFrames, replicaFrames } from "./cluster-codec.ts";
import { clientFrames, type FrameCodec, type Request, serverFrames } from "./codec.ts";
import { HoldfastError } from "./errors.ts";
import { capabilitiesFromWire, capabilitiesToWire, parametersFromWire, parametersToWire } from "./rtp.ts";

const codecs: [string, FrameCodec<{ kind?: string }>][] = [
  ["client", clientFrames],
  ["server", serverFrames],
  ["replica", replicaFrames],
  ["node", nodeFrames],
] as never;

const join = Uint8Array.from(
  clientFrames.encode({
    kind: "request",
    request: {
      id: 1,
      timeoutMs: 5_000,
      body: "join",
      join: { token: "t".repeat(200), fingerprints: [{ algorithm: "sha-256", value: "AB:CD" }] },
    },
  }),
);

function decodesOrRefuses(codec: FrameCodec<{ kind?: string }>, bytes: Uint8Array): void {
  try {
    expect(codec.decode(bytes).kind).toBeTypeOf("string");
  } catch (error) {
    expect(error).toBeInstanceOf(HoldfastError);
    expect((error as HoldfastError).code).toBe("bad_frame");
  }
}

describe.each(codecs)("the decoder of %s frames", (_name, codec) => {
  test.prop([fc.uint8Array({ maxLength: 2_000 })], { numRuns: 500 })("takes any bytes or refuses them", (bytes) => {
    decodesOrRefuses(codec, bytes);
  });

  test.prop([fc.nat({ max: join.length - 1 }), fc.nat({ max: 255 })], { numRuns: 500 })(
    "takes a frame with one byte changed or refuses it",
    (at, value) => {
      const bytes = join.slice();
      bytes[at] = value;
      decodesOrRefuses(codec, bytes);
    },
  );

  test("refuses an empty message", () => {
    expect(() => codec.decode(new Uint8Array())).toThrow(HoldfastError);
  });

  test("refuses nesting without end", () => {
    let bytes = new Uint8Array([0x0a, 0]);
    for (let depth = 0; depth < 2_000; depth++) bytes = new Uint8Array([0x0a, ...varint(bytes.length), ...bytes]);
    decodesOrRefuses(codec, bytes);
  });
});

function varint(value: number): number[] {
  const bytes: number[] = [];
  for (; value > 127; value >>>= 7) bytes.push((value & 127) | 128);
  return [...bytes, value];
}

describe("frames", () => {
  test.prop([fc.nat({ max: join.length - 1 })])("cut short are refused", (length) => {
    expect(() => clientFrames.decode(join.slice(0, length))).toThrow(HoldfastError);
  });

  test("come back as they were", () => {
    const frame: NodeFrame = {
      kind: "event",
      event: { body: "roomsChanged", roomsChanged: { opened: [{ room: "r", epoch: 3 }] } },
    };
    expect(nodeFrames.decode(nodeFrames.encode(frame))).toMatchObject(frame);
  });

  test("lose fields that this version does not know", () => {
    const unknown = new Uint8Array([...join, 0xfa, 0x07, 3, 1, 2, 3]); // field 127, three bytes
    expect(Uint8Array.from(clientFrames.encode(clientFrames.decode(unknown)))).toEqual(join);
  });
});

describe("a oneof", () => {
  it("holds what came last, and nothing of what came before", () => {
    const [mute, leave] = (
      [
        { id: 1, body: "setMuted", setMuted: { trackId: "t" } },
        { id: 2, body: "leave", leave: {} },
      ] as const
    ).map((request) => clientFrames.encode({ kind: "request", request }));
    const { request } = clientFrames.decode(Buffer.concat([mute!, leave!])) as { request: Request };
    expect(request).toMatchObject({ id: 2, body: "leave", leave: {} });
    expect(Object.keys(request)).toEqual(["id", "leave"]);
  });

  it("is not set where there is nothing in it", () => {
    expect(nodeFrames.decode(Uint8Array.of((1 << 3) | 2, 0))).toMatchObject({ kind: "reply", reply: {} });
    expect(
      (nodeFrames.decode(Uint8Array.of((1 << 3) | 2, 0)) as { reply: { body?: string } }).reply.body,
    ).toBeUndefined();
  });
});

describe("RTP descriptions", () => {
  test("survive the wire", () => {
    const parameters = {
      mid: "0",
      codecs: [
        {
          mimeType: "audio/opus",
          payloadType: 100,
          clockRate: 48_000,
          channels: 2,
          parameters: { useinbandfec: 1, "sprop-x": "a" },
          rtcpFeedback: [{ type: "nack", parameter: "pli" }],
        },
      ],
      headerExtensions: [{ uri: "urn:ietf:params:rtp-hdrext:sdes:mid", id: 1, encrypt: false }],
      encodings: [
        { ssrc: 4_294_967_295, rtx: { ssrc: 2 }, dtx: true, maxBitrate: 500_000 },
        { rid: "r1", scalabilityMode: "L1T3", scaleResolutionDownBy: 2 },
      ],
      rtcp: { cname: "c", reducedSize: true },
    };
    expect(parametersFromWire(parametersToWire(parameters))).toEqual(parameters);
    const capabilities = {
      codecs: [
        {
          kind: "video" as const,
          mimeType: "video/VP8",
          preferredPayloadType: 101,
          clockRate: 90_000,
          parameters: {},
          rtcpFeedback: [{ type: "nack", parameter: "" }],
        },
      ],
      headerExtensions: [
        { kind: "audio" as const, uri: "u", preferredId: 2, preferredEncrypt: false, direction: "recvonly" },
      ],
    };
    expect(capabilitiesFromWire(capabilitiesToWire(capabilities))).toEqual(capabilities);
  });

  test("without a kind are refused", () => {
    expect(() => capabilitiesFromWire({ codecs: [{ mimeType: "video/VP8" }] })).toThrow(/audio nor video/);
    expect(() => parametersFromWire(null)).toThrow(/missing/);
  });
});
