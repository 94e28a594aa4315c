// Connections without a browser, a network or a clock of their own: what is described is described in the next microtask,
// what is dialled is connected in the next turn. For tests and for the simulation.

import { FakeMediaStreamTrack } from "fake-mediastreamtrack";
import { routerRtpCapabilities } from "../../proto/generated/media-profile.ts";
import { wire, type Consumer } from "../../proto/model.ts";
import {
  kindToWire,
  parametersToWire,
  type Kind,
  type PlainRtpCapabilities,
  type PlainRtpParameters,
} from "../../proto/rtp.ts";
import type {
  Connections,
  ReceiveConnection,
  ReceivedMedia,
  SendConnection,
  SentTrack,
  TrackToReceive,
  TrackToSend,
} from "../connections/connections.ts";

export class FakeMedia implements Connections {
  /** Every connection that was made, oldest first; a test may break one. */
  readonly made: FakeConnection[] = [];
  /** Those that are not closed. */
  readonly open = new Set<FakeConnection>();
  /** False: connections dial for ever. */
  connects = true;
  /** False: it describes no track. */
  describes = true;
  #ssrcs = 0;

  async load(router: PlainRtpCapabilities): Promise<PlainRtpCapabilities> {
    return structuredClone(router);
  }

  async fingerprints() {
    return [{ algorithm: "sha-256", value: "01:02" }];
  }

  createSend(): FakeSendConnection {
    return this.#noted(new FakeSendConnection(this));
  }

  createReceive(): FakeReceiveConnection {
    return this.#noted(new FakeReceiveConnection(this));
  }

  nextSsrc(): number {
    return ++this.#ssrcs;
  }

  #noted<One extends FakeConnection>(connection: One): One {
    this.made.push(connection);
    this.open.add(connection);
    return connection;
  }
}

class FakeConnection {
  state: RTCPeerConnectionState = "new";
  onStateChanged = (): void => {};
  protected readonly media: FakeMedia;

  constructor(media: FakeMedia) {
    this.media = media;
  }

  setState(state: RTCPeerConnectionState): void {
    if (this.state === "closed") return;
    this.state = state;
    this.onStateChanged();
  }

  async restartIce(): Promise<void> {}

  async getStats(): Promise<RTCStatsReport> {
    return new Map() as unknown as RTCStatsReport;
  }

  close(): void {
    this.media.open.delete(this);
    this.state = "closed";
  }

  protected dial(): void {
    if (this.state !== "new") return;
    this.setState("connecting");
    if (this.media.connects) setTimeout(() => this.setState("connected"));
  }
}

export interface FakeSentTrack extends SentTrack {
  media: MediaStreamTrack | null;
  paused: boolean;
}

export class FakeSendConnection extends FakeConnection implements SendConnection {
  readonly tracks = new Set<FakeSentTrack>();
  #met = false;
  #mids = 0;

  meet(): void {
    this.#met = true;
    if (this.tracks.size > 0) this.dial();
  }

  async send({ kind, media, encodings }: TrackToSend): Promise<FakeSentTrack> {
    if (!this.media.describes) throw new Error("no track can be described");
    const codec = routerRtpCapabilities.codecs!.find((candidate) => candidate.kind === kind)!;
    const mid = String(this.#mids++);
    const rtp: PlainRtpParameters = {
      mid,
      codecs: [{ ...codec, payloadType: codec.preferredPayloadType! }],
      encodings: [{ ...encodings?.[0], ssrc: this.media.nextSsrc() }],
      rtcp: { cname: "fake" },
    };
    const sent: FakeSentTrack = {
      mid,
      kind,
      rtp,
      media,
      paused: false,
      replaceMedia: async (other) => {
        sent.media = other;
      },
      setPaused: (paused) => {
        sent.paused = paused;
      },
    };
    this.tracks.add(sent);
    if (this.#met) this.dial();
    return sent;
  }

  stop(track: SentTrack): void {
    this.tracks.delete(track as FakeSentTrack);
  }
}

export class FakeReceiveConnection extends FakeConnection implements ReceiveConnection {
  readonly tracks = new Set<ReceivedMedia>();

  meet(): void {
    this.dial();
  }

  async expect(): Promise<void> {}

  async receive({ id, kind }: TrackToReceive): Promise<ReceivedMedia> {
    const media = { id, kind, track: fakeTrack(kind), rtpReceiver: undefined };
    this.tracks.add(media);
    return media;
  }

  remove(media: ReceivedMedia): void {
    this.tracks.delete(media);
  }
}

export const fakeTrack = (kind: Kind): MediaStreamTrack =>
  new FakeMediaStreamTrack({ kind }) as unknown as MediaStreamTrack;

/** A consumer of bob's as a node describes it. */
export function fakeConsumer(kind: Kind, trackId: string, participantId = "bob"): Consumer {
  const codec = routerRtpCapabilities.codecs?.find((candidate) => candidate.kind === kind);
  const rtp = {
    mid: trackId,
    codecs: [{ ...codec, payloadType: codec?.preferredPayloadType ?? 0 }],
    encodings: [{ ssrc: 1_234 }],
    rtcp: { cname: participantId },
  } as PlainRtpParameters;
  return { id: trackId, trackId, participantId, kind: kindToWire(kind), rtp: parametersToWire(rtp) };
}

export const fakeRemoteTrack = (kind: Kind, id: string) => ({
  id,
  kind: kindToWire(kind),
  source: wire.TrackSource.OTHER,
  name: "",
  muted: false,
});
