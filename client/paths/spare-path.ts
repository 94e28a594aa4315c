// The part of a path that does not depend on its node, made while there is time: peer connections with the tracks of the
// intent described and candidates gathered. When a path is offered, the answer is all that is missing. And what it will
// send is known by now, so that the server can be told ahead.

import type { TrackId } from "../../proto/ids.ts";
import { canStandIn, type IceServers } from "../connections/ice-servers.ts";
import type { Intent, TrackIntent } from "./intent.ts";
import type { Connections, TrackCounts } from "../connections/connections.ts";
import { expectable } from "../connections/receive-sections.ts";
import { ReceiveSide } from "../connections/receive-side.ts";
import type { SdkLogger } from "../sdk-logger.ts";
import { type ProducedTrack, SendSide } from "../connections/send-side.ts";

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
  readonly #media: ReadonlyMap<TrackId, TrackIntent["media"]>;
  readonly #iceServers: IceServers;
  readonly #expected: TrackCounts | undefined;

  private constructor(
    send: SendSide,
    receive: ReceiveSide | undefined,
    media: ReadonlyMap<TrackId, TrackIntent["media"]>,
    produced: readonly ProducedTrack[],
    { iceServers, receives }: SpareWishes,
  ) {
    this.send = send;
    this.receive = receive;
    this.produced = produced;
    this.#media = media;
    this.#iceServers = iceServers;
    this.#expected = receives;
  }

  /** @throws when the browser cannot send the tracks, or describe what is expected. */
  static async create(connections: Connections, wishes: SpareWishes, logger: SdkLogger): Promise<SparePath> {
    const { intent, receives, iceServers } = wishes;
    // Pictures wait until somebody can take them.
    const send = new SendSide(connections.createSend(iceServers.list), "video");
    const receive = receives && new ReceiveSide(connections.createReceive(iceServers.list), logger);
    const tracks = [...intent.tracks.values()];
    const media = new Map(tracks.map((track) => [track.id, track.media]));
    try {
      const [produced] = await Promise.all([
        Promise.all(tracks.map((track) => send.produce(track))),
        receive?.expect(receives!),
      ]);
      return new SparePath(
        send,
        receive,
        media,
        produced.filter((one) => one !== undefined),
        wishes,
      );
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
