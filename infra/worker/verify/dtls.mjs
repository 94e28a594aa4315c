import { LOCALHOST, OPUS } from "./basics.mjs";
import { createSink, createSource, expectStream, openSocket } from "./stream.mjs";
import { nominatingCheck } from "./stun.mjs";

/** RFC 7983: the first byte tells what a datagram is; below 4 it is STUN. */
const isStun = (datagram) => datagram[0] < 4;

/** A socket that is the ICE peer of a transport: it nominates itself, and hands on what is not STUN. */
async function createPeer(transport, onDatagram) {
  const socket = await openSocket();
  const { port, ip } = transport.iceCandidates[0];
  socket.on("message", (datagram) => !isStun(datagram) && onDatagram(datagram));
  return {
    nominate: () => socket.send(nominatingCheck(transport.iceParameters), port, ip),
    send: (datagram) => socket.send(datagram, port, ip),
    close: () => socket.close(),
  };
}

const dtlsConnected = (transport) =>
  new Promise((resolve, reject) => {
    transport.on("dtlsstatechange", (state) => {
      if (state === "connected") resolve();
      if (state === "failed" || state === "closed") reject(new Error(`DTLS is ${state}`));
    });
  });

/**
 * Two WebRTC transports of the worker shake hands with each other, one as DTLS client and one as server, through two
 * sockets that do the ICE part for them. Then audio crosses with the SRTP keys that they agreed on.
 */
export async function checkDtls(worker) {
  const router = await worker.createRouter({ mediaCodecs: [OPUS] });
  const create = () => router.createWebRtcTransport({ listenInfos: [{ protocol: "udp", ...LOCALHOST }] });
  const [client, server] = [await create(), await create()];
  const toServer = await createPeer(server, (datagram) => toClient.send(datagram));
  const toClient = await createPeer(client, (datagram) => toServer.send(datagram));
  const connected = Promise.all([dtlsConnected(client), dtlsConnected(server)]);

  const fingerprints = (transport) =>
    transport.dtlsParameters.fingerprints.filter(({ algorithm }) => algorithm === "sha-256");
  await server.connect({ dtlsParameters: { role: "client", fingerprints: fingerprints(client) } });
  await client.connect({ dtlsParameters: { role: "server", fingerprints: fingerprints(server) } });
  toServer.nominate();
  toClient.nominate();
  await connected;

  const source = await createSource(router);
  const consumer = await client.consume({ producerId: source.producer.id, rtpCapabilities: { codecs: [OPUS] } });
  const producer = await server.produce({ kind: "audio", rtpParameters: consumer.rtpParameters });
  const sink = await createSink(router, producer);
  await expectStream(source, sink, { from: 1, count: 100, step: 1, label: "over DTLS-SRTP" });

  for (const end of [source, sink, toServer, toClient]) end.close();
  router.close();
}
