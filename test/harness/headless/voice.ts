// What a microphone sends while somebody speaks: an RTP packet with 20 ms of Opus every 20 ms (RFC 7587). The sound in it
// is noise; nobody decodes it.
import { randomBytes, randomInt } from "node:crypto";

const packetMs = 20;
/** 48 kHz */
const samplesPerPacket = 960;
/** 32 kbit/s */
const payloadBytes = 80;
/** A process that stood still for longer does not make up for it: a microphone would not, either. */
const maxBurst = 5;

export interface VoiceOptions {
  ssrc: number;
  payloadType: number;
  /** Id of the header extension ssrc-audio-level (RFC 6464), where there is one. */
  levelExtensionId: number | undefined;
  send(packet: Buffer): void;
}

export class Voice {
  /** False: nothing is sent, as of an encoder that is paused. */
  active = true;
  readonly #packet: Buffer;
  readonly #send: VoiceOptions["send"];
  readonly #timer: NodeJS.Timeout;
  #sequence = randomInt(0x1_0000);
  #timestamp = randomInt(0x1_0000_0000);
  #dueMs: number;

  constructor({ send, ...options }: VoiceOptions) {
    this.#send = send;
    this.#packet = packetOf(options);
    // People do not speak in step.
    this.#dueMs = performance.now() + Math.random() * packetMs;
    this.#timer = setInterval(() => this.#sendDue(), packetMs);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #sendDue(): void {
    const nowMs = performance.now();
    this.#dueMs = Math.max(this.#dueMs, nowMs - maxBurst * packetMs);
    for (; this.#dueMs <= nowMs; this.#dueMs += packetMs) {
      this.#sequence = (this.#sequence + 1) & 0xffff;
      this.#timestamp = (this.#timestamp + samplesPerPacket) >>> 0;
      if (!this.active) continue;
      this.#packet.writeUInt16BE(this.#sequence, 2);
      this.#packet.writeUInt32BE(this.#timestamp, 4);
      this.#send(this.#packet);
    }
  }
}

/** RFC 3550, section 5.1, and the one-byte header extension of RFC 8285, section 4.2. */
function packetOf({ ssrc, payloadType, levelExtensionId }: Omit<VoiceOptions, "send">): Buffer {
  const header = Buffer.alloc(levelExtensionId === undefined ? 12 : 20);
  header[0] = levelExtensionId === undefined ? 0x80 : 0x90;
  header[1] = payloadType;
  header.writeUInt32BE(ssrc >>> 0, 8);
  if (levelExtensionId !== undefined) {
    header.writeUInt16BE(0xbede, 12);
    header.writeUInt16BE(1, 14);
    header[16] = levelExtensionId << 4;
    header[17] = 0x80 | 30; // voice, at -30 dBov
  }
  return Buffer.concat([header, randomBytes(payloadBytes)]);
}
