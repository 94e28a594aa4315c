import { Socket } from "node:net";
import { createWorker, type types } from "mediasoup";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { ChurnMap } from "../../proto/churn.ts";
import { mediaCodecs } from "../../sfu/media-codecs.ts";
import { quickenMediasoup } from "../../sfu/quicken-mediasoup.ts";
import { opusParameters } from "./test-media.ts";

const builtIn = globalThis.Map;
const listenInfos: types.TransportListenInfo[] = [{ protocol: "udp", ip: "127.0.0.1" }];

let worker: types.Worker;
beforeAll(async () => {
  expect(quickenMediasoup()).toBe(true);
  worker = await createWorker({ logLevel: "none" });
});
afterAll(() => worker.close());

test("mediasoup keeps transports and consumers in ChurnMaps, and nobody else gets one", async () => {
  const router = await worker.createRouter({ mediaCodecs });
  const server = await worker.createWebRtcServer({ listenInfos });
  const transport = await router.createWebRtcTransport({ webRtcServer: server });
  const parts = [router, server, transport] as unknown as Record<string, unknown>[];
  const kept = [
    parts[0]!["transportsForTesting"],
    parts[1]!["webRtcTransportsForTesting"],
    parts[2]!["consumers"],
  ] as Map<string, unknown>[];
  for (const map of kept) expect(map).toBeInstanceOf(ChurnMap);
  expect(kept.map(({ size }) => size)).toEqual([1, 1, 0]);
  expect(globalThis.Map).toBe(builtIn);
  transport.close();
  expect(kept.map(({ size }) => size)).toEqual([0, 0, 0]);
  router.close();
});

test("what is asked of a worker in one tick is written to it at once", async () => {
  const written = Socket.prototype as unknown as Record<"_write" | "_writev", () => void>;
  const single = vi.spyOn(written, "_write");
  const together = vi.spyOn(written, "_writev");
  const routers = await Promise.all([1, 2, 3].map(() => worker.createRouter({ mediaCodecs })));
  expect(together).toHaveBeenCalledTimes(1);
  expect(single).not.toHaveBeenCalled();
  vi.restoreAllMocks();
  for (const router of routers) router.close();
});

test("who closes takes all along that is kept", async () => {
  const router = await worker.createRouter({ mediaCodecs });
  const server = await worker.createWebRtcServer({ listenInfos });
  const transports: types.WebRtcTransport[] = [];
  for (let count = 0; count < 3; count++) transports.push(await router.createWebRtcTransport({ webRtcServer: server }));
  const [sending, receiving] = transports as [types.WebRtcTransport, types.WebRtcTransport];
  const closed: string[] = [];
  for (const [index, transport] of transports.entries())
    transport.on("routerclose", () => closed.push(`transport ${index}`));
  const producer = await sending.produce({ kind: "audio", rtpParameters: opusParameters(1) as types.RtpParameters });
  const consumer = await receiving.consume({ producerId: producer.id, rtpCapabilities: router.rtpCapabilities });
  consumer.on("transportclose", () => closed.push("consumer"));
  router.close();
  expect(closed.toSorted()).toEqual(["consumer", "transport 0", "transport 1", "transport 2"]);
});
