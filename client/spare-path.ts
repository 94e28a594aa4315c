// The part of a path that does not depend on its node, made while there is time: peer connections with the tracks of the
// intent described and candidates gathered. When a path is offered, the answer is all that is missing. And what it will
// send is known by now, so that the server can be told ahead.

import { canStandIn, type IceServers } from "./ice-servers.ts";
import type { Intent, TrackIntent } from "./intent.ts";
import type { MediaEngine } from "./media-engine.ts";
import { ReceiveSide } from "./receive-side.ts";
import type { SdkLogger } from "./sdk-logger.ts";
import { type ProducedTrack, SendSide } from "./send-side.ts";

export type SpareEngine = Pick<MediaEngine, "createSpareTransports">;

export class SparePath {
  readonly send: SendSide;
  readonly receive: ReceiveSide | undefined;
  readonly produced: readonly ProducedTrack[];
  readonly #media: ReadonlyMap<string, MediaStreamTrack>;
  readonly #iceServers: IceServers;

  private constructor(
    send: SendSide,
    receive: ReceiveSide | undefined,
    tracks: readonly TrackIntent[],
    produced: readonly ProducedTrack[],
    iceServers: IceServers,
  ) {
    this.send = send;
    this.receive = receive;
    this.produced = produced;
    this.#media = new Map(tracks.map(({ id, media }) => [id, media]));
    this.#iceServers = iceServers;
  }

  /** Undefined where the browser cannot do that. @throws when it cannot send the tracks. */
  static async create(
    engine: SpareEngine,
    intent: Intent,
    receives: boolean,
    iceServers: IceServers,
    logger: SdkLogger,
  ): Promise<SparePath | undefined> {
    const transports = engine.createSpareTransports(receives, iceServers.list);
    if (!transports) return undefined;
    // Pictures wait until somebody can take them.
    const send = new SendSide(transports.send, "video");
    const receive = transports.recv && new ReceiveSide(transports.recv, logger);
    const tracks = [...intent.tracks.values()];
    try {
      return new SparePath(send, receive, tracks, await send.produceAhead(tracks), iceServers);
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

  close(): void {
    this.send.close();
    this.receive?.close();
  }
}
