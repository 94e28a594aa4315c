// The part of a path that does not depend on its node, made while there is time: peer connections with the tracks of the
// intent described and candidates gathered. When a path is offered, the answer is all that is missing. And what it will
// send is known by now, so that the server can be told ahead.

import { canStandIn, type IceServers } from "../connections/ice-servers.ts";
import type { Intent, TrackIntent } from "./intent.ts";
import type { MediaEngine } from "../connections/media-engine.ts";
import { expectable, ReceiveSide, type TrackCounts } from "../connections/receive-side.ts";
import type { SdkLogger } from "../sdk-logger.ts";
import { type ProducedTrack, SendSide } from "../connections/send-side.ts";

export type SpareEngine = Pick<MediaEngine, "createSpareTransports" | "receiveCapabilities">;

export interface SpareWishes {
  intent: Intent;
  /** What it will receive, most likely; undefined where paths do not receive. */
  receives: TrackCounts | undefined;
  iceServers: IceServers;
}

export class SparePath {
  readonly send: SendSide;
  readonly receive: ReceiveSide | undefined;
  readonly produced: readonly ProducedTrack[];
  readonly #media: ReadonlyMap<string, MediaStreamTrack>;
  readonly #iceServers: IceServers;
  readonly #expected: TrackCounts | undefined;

  private constructor(
    send: SendSide,
    receive: ReceiveSide | undefined,
    tracks: readonly TrackIntent[],
    produced: readonly ProducedTrack[],
    { iceServers, receives }: SpareWishes,
  ) {
    this.send = send;
    this.receive = receive;
    this.produced = produced;
    this.#media = new Map(tracks.map(({ id, media }) => [id, media]));
    this.#iceServers = iceServers;
    this.#expected = receives;
  }

  /** Undefined where the browser cannot do that. @throws when it cannot send the tracks. */
  static async create(engine: SpareEngine, wishes: SpareWishes, logger: SdkLogger): Promise<SparePath | undefined> {
    const { intent, receives, iceServers } = wishes;
    const transports = engine.createSpareTransports(receives !== undefined, iceServers.list);
    if (!transports) return undefined;
    // Pictures wait until somebody can take them.
    const send = new SendSide(transports.send, "video");
    const receive = transports.recv && new ReceiveSide(transports.recv, logger);
    const tracks = [...intent.tracks.values()];
    try {
      const [produced] = await Promise.all([
        send.produceAhead(tracks),
        receives && receive?.expect(receives, engine.receiveCapabilities),
      ]);
      return new SparePath(send, receive, tracks, produced, wishes);
    } catch (error) {
      send.close();
      receive?.close();
      throw error;
    }
  }

  /** Whether it sends just what is intended, and its candidates serve an offer with these servers. */
  fits({ tracks }: Intent, iceServers: IceServers): boolean {
    return (
      canStandIn(this.#iceServers, iceServers, Date.now()) &&
      tracks.size === this.#media.size &&
      [...tracks.values()].every(({ id, media }) => this.#media.get(id) === media)
    );
  }

  /** Whether what is received now was expected. If not, the rest is described late. */
  isLargeEnough(receives: TrackCounts | undefined): boolean {
    const { audio = 0, video = 0 } = this.#expected ?? {};
    return !receives || (expectable(receives.audio) <= audio && expectable(receives.video) <= video);
  }

  close(): void {
    this.send.close();
    this.receive?.close();
  }
}
