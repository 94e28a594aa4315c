// What the rest of the SDK asks of media connections. A path has one to send and one to receive; both can be made before
// it is known which node they will lead to. Browsers do it with peer connections (browser-connections.ts); tests and the
// simulation do it in memory (testing/fake-media.ts).

import type { wire } from "../../proto/model.ts";
import type { Kind, PlainRtpCapabilities, PlainRtpParameters } from "../../proto/rtp.ts";
import type { Fingerprint } from "./certificate.ts";

/** A node's end of a connection. */
export interface Remote {
  ice: RemoteIce;
  candidates: RemoteCandidate[];
  fingerprints: Fingerprint[];
}

export interface RemoteIce {
  usernameFragment: string;
  password: string;
}

export interface RemoteCandidate {
  foundation: string;
  priority: number;
  address: string;
  protocol: "udp" | "tcp";
  port: number;
}

export interface Encoding {
  active?: boolean;
  maxBitrate?: number;
  maxFramerate?: number;
  scaleResolutionDownBy?: number;
  scalabilityMode?: string;
  dtx?: boolean;
}

/** How sound is encoded. */
export interface SoundCodec {
  stereo: boolean;
  /** Next to nothing is sent during silence. */
  dtx: boolean;
  maxBitrateBps: number;
}

export interface TrackToSend {
  kind: Kind;
  /** Null: nothing for now. */
  media: MediaStreamTrack | null;
  encodings: readonly Encoding[] | undefined;
  /** Of audio. */
  sound: SoundCodec | undefined;
}

/** One track on a send connection. */
export interface SentTrack {
  readonly mid: string;
  readonly kind: Kind;
  /** As the node is told. */
  readonly rtp: PlainRtpParameters;
  replaceMedia(media: MediaStreamTrack | null): Promise<void>;
  /** Encodes and sends nothing, or just what was sent before it was paused. Idempotent. */
  setPaused(paused: boolean): void;
}

export interface TrackToReceive {
  /** The consumer's. */
  id: string;
  kind: Kind;
  /** Tracks of one stream are played in step. */
  streamId: string;
  rtp: PlainRtpParameters;
}

/** One track on a receive connection. */
export interface ReceivedMedia {
  readonly id: string;
  readonly kind: Kind;
  /** Its id is that of no other track, on this path or any other. */
  readonly track: MediaStreamTrack;
  readonly rtpReceiver: RTCRtpReceiver | undefined;
}

/** How many tracks of each kind. */
export type TrackCounts = Readonly<Record<Kind, number>>;

interface MediaConnection {
  /** `new` until it is known where it leads. */
  readonly state: RTCPeerConnectionState;
  onStateChanged: () => void;
  restartIce(ice: RemoteIce): Promise<void>;
  getStats(): Promise<RTCStatsReport>;
  /** Idempotent. */
  close(): void;
}

export interface SendConnection extends MediaConnection {
  /** Says where it leads, once: until then it has offered its tracks to nobody. */
  meet(remote: Remote, videoStartKbps: number): void;
  /**
   * Resolves when the browser has described the track. All that is asked for in one turn is described together.
   * @throws when the browser cannot send it.
   */
  send(track: TrackToSend): Promise<SentTrack>;
  stop(track: SentTrack): void;
}

export interface ReceiveConnection extends MediaConnection {
  /** Says where it leads, once. It connects, whether there is something to receive or not. */
  meet(remote: Remote): void;
  /** Describes so many tracks before it is known who will send them. Before meet(). */
  expect(counts: TrackCounts): Promise<void>;
  /**
   * All that is asked for in one turn is described together.
   * @throws when its description makes no sense, or the browser does not take it.
   */
  receive(track: TrackToReceive): Promise<ReceivedMedia>;
  remove(media: ReceivedMedia): void;
}

export interface Connections {
  /** What can be received of a router's tracks. @throws HoldfastError bad_media */
  load(router: PlainRtpCapabilities): Promise<PlainRtpCapabilities>;
  /** Of the certificate that connections are made with until this is asked again. */
  fingerprints(): Promise<Fingerprint[]>;
  /** @throws HoldfastError not_joined before the two above have resolved, here and below. */
  createSend(iceServers: readonly wire.IceServer.$Shape[]): SendConnection;
  createReceive(iceServers: readonly wire.IceServer.$Shape[]): ReceiveConnection;
}
