// What Holdfast's joins are held against: the same calls of mediasoup, as fast as a bare `ws` server can make them. One
// worker with one WebRtcServer, a router for each room; a socket is a participant. No tokens, no placement, no second hop.
import { createWorker } from "mediasoup";
import type { types } from "mediasoup";
import { WebSocketServer, type WebSocket } from "ws";
import { createLogger } from "../../../../base/logger.ts";
import { runAtNiceness } from "../../../../base/priority.ts";
import { mediaCodecs } from "../../../../sfu/media-codecs.ts";
import type {
  BareConsumer,
  BareJoinMethod,
  BareJoinRequests,
  BareTransport,
  FromBareJoinServer,
  ToBareJoinServer,
} from "./bare-protocol.ts";

interface Member {
  socket: WebSocket;
  send: types.WebRtcTransport;
  recv: types.WebRtcTransport;
  rtpCapabilities: types.RtpCapabilities;
  producer: types.Producer | undefined;
  consumers: Map<string, types.Consumer>;
}

interface Room {
  router: types.Router;
  members: Set<Member>;
}

type Handlers = {
  [M in BareJoinMethod]: (data: BareJoinRequests[M]["data"]) => Promise<BareJoinRequests[M]["reply"]>;
};

// As Holdfast's own processes do, so that the two compare.
runAtNiceness(-10, createLogger({ name: "bare", level: "silent" }));
const worker = await createWorker({ logLevel: "warn" });
const rtcPort = Number(process.env["BARE_RTC_PORT"]);
const webRtcServer = await worker.createWebRtcServer({
  listenInfos: [
    { protocol: "udp", ip: "127.0.0.1", port: rtcPort },
    { protocol: "tcp", ip: "127.0.0.1", port: rtcPort },
  ],
});
const rooms = new Map<string, Promise<Room>>();

function roomOf(name: string): Promise<Room> {
  let room = rooms.get(name);
  if (!room)
    rooms.set(name, (room = worker.createRouter({ mediaCodecs }).then((router) => ({ router, members: new Set() }))));
  return room;
}

const createTransport = ({ router }: Room): Promise<types.WebRtcTransport> =>
  router.createWebRtcTransport({ webRtcServer, enableUdp: true, enableTcp: true, preferUdp: true });

function describe({ id, iceParameters, iceCandidates, dtlsParameters }: types.WebRtcTransport): BareTransport {
  return { id, iceParameters, iceCandidates, dtlsParameters };
}

async function consume(member: Member, { id: producerId }: types.Producer): Promise<BareConsumer> {
  const { recv, rtpCapabilities, consumers, socket } = member;
  const consumer = await recv.consume({ producerId, rtpCapabilities, paused: true });
  const { id, rtpParameters } = consumer;
  consumers.set(id, consumer);
  consumer.on("producerclose", () => {
    consumers.delete(id);
    send(socket, { event: "consumerClosed", consumerId: id });
  });
  return { id, producerId, rtpParameters };
}

function handlersFor(socket: WebSocket): Handlers {
  let room: Room | undefined;
  let me: Member | undefined;
  socket.on("close", () => {
    if (!room || !me) return;
    room.members.delete(me);
    me.send.close();
    me.recv.close();
  });
  return {
    async join({ room: name, dtlsParameters, rtpCapabilities }) {
      room = await roomOf(name);
      const [sending, receiving] = await Promise.all([createTransport(room), createTransport(room)]);
      me = { socket, send: sending, recv: receiving, rtpCapabilities, producer: undefined, consumers: new Map() };
      const producers = [...room.members].flatMap(({ producer }) => producer ?? []);
      room.members.add(me);
      const [consumers] = await Promise.all([
        Promise.all(producers.map((producer) => consume(me!, producer))),
        sending.connect({ dtlsParameters }),
        receiving.connect({ dtlsParameters }),
      ]);
      return { send: describe(sending), recv: describe(receiving), consumers };
    },

    async publish({ rtpParameters }) {
      const member = me!;
      const producer = await member.send.produce({ kind: "audio", rtpParameters });
      member.producer = producer;
      for (const other of room!.members) {
        if (other !== member)
          void consume(other, producer).then(
            (consumer) => send(other.socket, { event: "newConsumer", consumer }),
            () => {},
          );
      }
      return { producerId: producer.id };
    },

    async resume({ consumerIds }) {
      // Its producer may have gone meanwhile.
      await Promise.allSettled(consumerIds.flatMap((id) => me!.consumers.get(id)?.resume() ?? []));
      return null;
    },
  };
}

function send(socket: WebSocket, message: FromBareJoinServer): void {
  socket.send(JSON.stringify(message));
}

async function answer(socket: WebSocket, handlers: Handlers, { id, method, data }: ToBareJoinServer): Promise<void> {
  try {
    send(socket, { id, data: await handlers[method](data as never) });
  } catch (thrown) {
    send(socket, { id, error: String(thrown) });
  }
}

const server = new WebSocketServer({
  host: "127.0.0.1",
  port: Number(process.env["BARE_PORT"]),
  perMessageDeflate: false,
});
server.on("connection", (socket) => {
  const handlers = handlersFor(socket);
  socket.on("error", () => {});
  socket.on(
    "message",
    (text: Buffer) => void answer(socket, handlers, JSON.parse(text.toString()) as ToBareJoinServer),
  );
});
server.on("listening", () => console.log("bare join server listens"));
