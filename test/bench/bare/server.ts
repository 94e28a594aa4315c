// The baseline of `bench join`: the least server that mediasoup's documentation teaches. One worker, one router, one
// room; a socket is a participant. No tokens, no placement, no failover.
import { createWorker } from "mediasoup";
import type { types } from "mediasoup";
import { WebSocketServer, type WebSocket } from "ws";
import type { BareMethod, BareRequests, BareToClient, BareToServer } from "./protocol.ts";

const mediaCodecs: types.RouterRtpCodecCapability[] = [
  { kind: "audio", mimeType: "audio/opus", clockRate: 48_000, channels: 2 },
  { kind: "video", mimeType: "video/VP8", clockRate: 90_000 },
];

const worker = await createWorker({ logLevel: "warn" });
const router = await worker.createRouter({ mediaCodecs });
const producers = new Map<string, types.Producer>();

type Handlers = { [M in BareMethod]: (data: BareRequests[M]["data"]) => Promise<BareRequests[M]["reply"]> };

function handlersFor(socket: WebSocket): Handlers {
  const transports = new Map<string, types.WebRtcTransport>();
  const consumers = new Map<string, types.Consumer>();
  const transport = (id: string) => known(transports.get(id), "transport");

  socket.on("close", () => {
    for (const open of transports.values()) open.close();
  });

  return {
    getRouterRtpCapabilities: async () => router.rtpCapabilities as BareRequests["getRouterRtpCapabilities"]["reply"],
    getProducers: async () => [...producers.keys()].map((producerId) => ({ producerId })),

    async createTransport() {
      const created = await router.createWebRtcTransport({
        listenInfos: [
          { protocol: "udp", ip: "127.0.0.1" },
          { protocol: "tcp", ip: "127.0.0.1" },
        ],
        enableUdp: true,
        enableTcp: true,
        preferUdp: true,
      });
      transports.set(created.id, created);
      const { id, iceParameters, iceCandidates, dtlsParameters } = created;
      return { id, iceParameters, iceCandidates, dtlsParameters } as BareRequests["createTransport"]["reply"];
    },

    async connectTransport({ transportId, dtlsParameters }) {
      await transport(transportId).connect({ dtlsParameters: dtlsParameters as types.DtlsParameters });
      return null;
    },

    async produce({ transportId, kind, rtpParameters }) {
      const producer = await transport(transportId).produce({
        kind,
        rtpParameters: rtpParameters as types.RtpParameters,
      });
      producers.set(producer.id, producer);
      producer.on("transportclose", () => producers.delete(producer.id));
      announce(socket, { event: "newProducer", producerId: producer.id });
      return { producerId: producer.id };
    },

    async consume({ transportId, producerId, rtpCapabilities }) {
      const consumer = await transport(transportId).consume({
        producerId,
        rtpCapabilities: rtpCapabilities as types.RtpCapabilities,
        paused: true,
      });
      consumers.set(consumer.id, consumer);
      consumer.on("transportclose", () => consumers.delete(consumer.id));
      const { id, kind, rtpParameters } = consumer;
      return { id, producerId, kind, rtpParameters } as BareRequests["consume"]["reply"];
    },

    async resume({ consumerId }) {
      await known(consumers.get(consumerId), "consumer").resume();
      return null;
    },
  };
}

function known<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`no such ${what}`);
  return value;
}

function send(socket: WebSocket, message: BareToClient): void {
  socket.send(JSON.stringify(message));
}

function announce(from: WebSocket, message: BareToClient): void {
  for (const socket of server.clients) if (socket !== from) send(socket, message);
}

async function answer(socket: WebSocket, handlers: Handlers, { id, method, data }: BareToServer): Promise<void> {
  try {
    send(socket, { id, data: await handlers[method](data as never) });
  } catch (thrown) {
    send(socket, { id, error: String(thrown) });
  }
}

const server = new WebSocketServer({
  host: "127.0.0.1",
  port: Number(process.env["BARE_PORT"] ?? 0),
  perMessageDeflate: false,
});
server.on("connection", (socket) => {
  const handlers = handlersFor(socket);
  socket.on("message", (text: Buffer) => void answer(socket, handlers, JSON.parse(text.toString()) as BareToServer));
});
server.on("listening", () => console.log(`bare server on port ${(server.address() as { port: number }).port}`));
