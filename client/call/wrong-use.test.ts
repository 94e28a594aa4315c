// What a page gets for a mistake: the code and the sentence, at once.

import { afterEach, describe, expect, it, vi } from "vitest";
import type { TokenSource } from "../connect-options.ts";
import { callLab, closeCalls } from "../testing/call-lab.ts";
import { fakeTrack } from "../testing/fake-media.ts";

afterEach(closeCalls);

const within = async <T>(maxMs: number, work: Promise<T>): Promise<T> => {
  const startedMs = performance.now();
  try {
    return await work;
  } finally {
    expect(performance.now() - startedMs).toBeLessThan(maxMs);
  }
};

describe("connecting", () => {
  it.each<[string, unknown, string, RegExp]>([
    ["no token", null, "token_missing", /Room.connect\(\) was given null/],
    ["an empty token", "", "token_missing", /an empty string/],
    ["an object for a token", { token: "ey" }, "token_invalid", /no string, but object/],
  ])("with %s", (_, token, code, sentence) => {
    const attempt = () => callLab({}, "ws://test", token as TokenSource);
    expect(attempt).toThrow(expect.objectContaining({ code, retryable: false }));
    expect(attempt).toThrow(sentence);
  });

  it.each<[string, () => unknown, string, RegExp]>([
    [
      "throws",
      () => {
        throw new Error("no backend");
      },
      "token_missing",
      /function failed: Error: no backend/,
    ],
    ["rejects", () => Promise.reject(new Error("no backend")), "token_missing", /function failed: Error: no backend/],
    ["returns nothing", async () => undefined, "token_missing", /function returned undefined/],
    ["returns an object", async () => ({ token: "ey" }), "token_invalid", /function returned no string, but object/],
  ])("with a token function that %s", async (_, token, code, sentence) => {
    const { call } = callLab({}, "ws://test", token as TokenSource);
    const failure = await within(
      1_000,
      call.connect(undefined).catch((error: unknown) => error),
    );
    expect(failure).toMatchObject({ code, message: expect.stringMatching(sentence) });
  });

  it("where no server is: says where, and not after 15 s", async () => {
    const { server, call } = callLab({}, ["ws://one:1", "ws://two:2"]);
    server.reachable = false;
    const failure = await within(
      8_000,
      call.connect(undefined).catch((error: unknown) => error),
    );
    expect(failure).toMatchObject({
      code: "connection_closed",
      retryable: true,
      message: expect.stringMatching(/no server answers at ws:\/\/(one:1|two:2)\/v1\/signal/),
    });
    expect(new Set(server.urls).size).toBe(2);
  });
});

describe("publishing", () => {
  it("takes tracks, known sources, and each track once", async () => {
    const { call } = callLab();
    await call.connect(undefined);
    const { local } = call;
    await expect(local.publish(undefined as never)).rejects.toMatchObject({ code: "bad_media" });
    await expect(local.publish({ getTracks: () => [] } as never)).rejects.toMatchObject({ code: "bad_media" });
    await expect(local.publish(fakeTrack("video"), { source: "screenshare" as never })).rejects.toMatchObject({
      code: "bad_request",
      message: expect.stringContaining('"screenshare" is none of camera, microphone, screen, screen_audio, other'),
    });
    const camera = fakeTrack("video");
    const published = await local.publish(camera);
    await expect(local.publish(camera)).rejects.toMatchObject({ code: "bad_request" });
    await published.unpublish();
    await local.publish(camera);
    expect(local.tracks.size).toBe(1);
  });
});

describe("data", () => {
  it.each<[string, unknown, unknown]>([
    ["an object", { a: 1 }, {}],
    ["nothing", undefined, {}],
    ["more than fits", "x".repeat(17_000), {}],
    ["to nobody", "hello", { to: [] }],
    ["to no id", "hello", { to: [7] }],
    ["to a string", "hello", { to: "bob" }],
    ["a topic that is none", "hello", { topic: 7 }],
    ["a topic too long", "hello", { topic: "x".repeat(129) }],
  ])("that is %s is refused", async (_, payload, options) => {
    const { server, call } = callLab();
    await call.connect(undefined);
    const failure = await call.local.sendData(payload as never, options as never).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "bad_request", retryable: false });
    expect(server.sent("sendData")).toEqual([]);
  });

  it("goes out at a pace, and none of a burst is lost", async () => {
    const { server, call } = callLab();
    await call.connect(undefined);
    const sending = Promise.all(Array.from({ length: 150 }, (_, n) => call.local.sendData(String(n))));
    await vi.waitFor(() => expect(server.sent("sendData").length).toBeGreaterThan(60));
    await sending;
    expect(
      server.sent<{ payload: Uint8Array }>("sendData").map(({ payload }) => new TextDecoder().decode(payload)),
    ).toEqual(Array.from({ length: 150 }, (_, n) => String(n)));
  });
});
