// One participant without a browser: the SDK itself, on libdatachannel, with a voice. It follows failovers, migrations and
// standby paths as a page does.
import { FakeMediaStreamTrack } from "fake-mediastreamtrack";
import { WebSocket } from "ws";
import type { CallOptions } from "../../../client/call/call.ts";
import { Room } from "../../../client/room.ts";
import type { SocketLike } from "../../../client/signaling/signal-socket.ts";
import { HeadlessMedia } from "./headless-media.ts";
import { makeSelfSigned } from "./self-signed.ts";

export interface HeadlessParticipantOptions {
  /** ws://host:port of each replica. */
  urls: readonly string[];
  token: string;
  redundancy?: "cold" | "hot";
}

/** Packets come every 20 ms; a busy machine may hold some back. */
const heardWithinMs = 500;

export class HeadlessParticipant {
  readonly room: Room;
  readonly #media: HeadlessMedia;

  private constructor(room: Room, media: HeadlessMedia) {
    this.room = room;
    this.#media = media;
  }

  /** Resolves when it is in the room and its voice is published. @throws HoldfastError */
  static async join({ urls, token, redundancy = "cold" }: HeadlessParticipantOptions): Promise<HeadlessParticipant> {
    const media = new HeadlessMedia(makeSelfSigned());
    const options: CallOptions = {
      redundancy,
      connections: media,
      openSocket: (url, subprotocol) =>
        new WebSocket(url, subprotocol, { perMessageDeflate: false }) as unknown as SocketLike,
    };
    const room = await Room.connect(urls, token, options);
    await room.localParticipant.publish(new FakeMediaStreamTrack({ kind: "audio" }) as unknown as MediaStreamTrack);
    return new HeadlessParticipant(room, media);
  }

  /** RTP packets that it received so far. */
  get packetsHeard(): number {
    return this.#media.packets;
  }

  /** Whom it hears right now. */
  hearing(): Set<string> {
    const sinceMs = performance.timeOrigin + performance.now() - heardWithinMs;
    const heard = [...this.#media.streams].filter(({ lastMs }) => lastMs !== undefined && lastMs > sinceMs);
    return new Set(heard.map(({ participantId }) => participantId));
  }

  /** When each of the others was first heard on a path whose first packet of them came after `sinceMs`. Unix times. */
  firstHeard(sinceMs: number): Record<string, number> {
    const first: Record<string, number> = {};
    for (const { participantId, firstMs } of this.#media.streams) {
      if (firstMs !== undefined && firstMs >= sinceMs)
        first[participantId] = Math.min(firstMs, first[participantId] ?? Infinity);
    }
    return first;
  }

  async leave(): Promise<void> {
    await this.room.leave();
  }
}
