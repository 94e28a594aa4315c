// An audio stream from this process through the worker and back, without encryption at both ends. What lies between is
// what a check is about.
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { LOCALHOST, OPUS } from "./basics.mjs";

const SSRC = 0x01020304;
const LOST_AFTER_MS = 2_000;
const PACE = 8;

const listenInfo = { protocol: "udp", ...LOCALHOST };
export const listen = { listenInfo, rtcpMux: true };

export async function openSocket() {
  const socket = createSocket("udp4");
  socket.bind(0, LOCALHOST.ip);
  await once(socket, "listening");
  return socket;
}

/** RFC 3550, section 5.1: the fixed header. */
function rtpPacket(sequence, payload) {
  const header = Buffer.alloc(12);
  header[0] = 0x80;
  header[1] = OPUS.preferredPayloadType;
  header.writeUInt16BE(sequence & 0xffff, 2);
  header.writeUInt32BE((sequence * 960) >>> 0, 4);
  header.writeUInt32BE(SSRC, 8);
  return Buffer.concat([header, Buffer.from(payload)]);
}

/** The worker may have added a header extension (RFC 3550, section 5.3.1). */
function payloadOf(packet) {
  const extended = (packet[0] & 0x10) !== 0;
  return String(packet.subarray(extended ? 16 + packet.readUInt16BE(14) * 4 : 12));
}

/** A producer that this process feeds. */
export async function createSource(router) {
  const transport = await router.createPlainTransport({ ...listen, comedia: true });
  const producer = await transport.produce({
    kind: "audio",
    rtpParameters: {
      mid: "0",
      codecs: [
        { mimeType: OPUS.mimeType, clockRate: OPUS.clockRate, channels: 2, payloadType: OPUS.preferredPayloadType },
      ],
      encodings: [{ ssrc: SSRC }],
    },
  });
  const socket = await openSocket();
  const { localPort, localAddress } = transport.tuple;
  return {
    producer,
    send: (sequence, payload) => socket.send(rtpPacket(sequence, payload), localPort, localAddress),
    close: () => socket.close(),
  };
}

/** Hands the payloads of what a producer sends to this process. */
export async function createSink(router, producer) {
  const socket = await openSocket();
  const transport = await router.createPlainTransport(listen);
  await transport.connect({ ip: LOCALHOST.ip, port: socket.address().port });
  const received = new Set();
  const waiting = new Map();
  socket.on("message", (packet) => {
    // RTCP (RFC 5761, section 4) is not of interest.
    if (packet[1] >= 192 && packet[1] <= 223) return;
    const payload = payloadOf(packet);
    received.add(payload);
    waiting.get(payload)?.();
  });
  await transport.consume({ producerId: producer.id, rtpCapabilities: { codecs: [OPUS] } });
  return {
    received,
    arrival: (payload) =>
      received.has(payload) ? Promise.resolve() : new Promise((resolve) => waiting.set(payload, resolve)),
    close: () => socket.close(),
  };
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Sends packets until the first has come through (a new path may not be open at once), then expects every one.
 * `step` is how far the sequence number moves from packet to packet.
 */
export async function expectStream(source, sink, { from, count, step, label }) {
  let sequence = from;
  const deadlineMs = performance.now() + LOST_AFTER_MS;
  for (let attempt = 0; !sink.received.has(`${label} open`); attempt += 1) {
    if (performance.now() > deadlineMs) throw new Error(`nothing arrived (${label})`);
    source.send(sequence++, `${label} open`);
    await Promise.race([sink.arrival(`${label} open`), pause(20 + attempt)]);
  }
  for (let i = 0; i < count; i += 1) {
    sequence += step;
    source.send(sequence, `${label} ${i}`);
    if (i % PACE === 0) await pause(1);
  }
  const all = Array.from({ length: count }, (_, i) => `${label} ${i}`);
  await Promise.race([Promise.all(all.map(sink.arrival)), pause(LOST_AFTER_MS)]);
  const lost = all.filter((payload) => !sink.received.has(payload));
  if (lost.length > 0) throw new Error(`${lost.length} of ${count} packets were lost or came out wrong (${label})`);
  return sequence;
}
