// The SDK's connections on libdatachannel instead of a browser. Sends and receives audio for real; no ICE restart (the SDK
// then builds another path).
import { randomInt } from "node:crypto";
import { FakeMediaStreamTrack } from "fake-mediastreamtrack";
import type {
  Connections,
  ReceiveConnection,
  ReceivedMedia,
  Remote,
  SendConnection,
  SentTrack,
  TrackToReceive,
  TrackToSend,
} from "../../../client/connections/connections.ts";
import { routerRtpCapabilities } from "../../../proto/generated/media-profile.ts";
import type { PlainRtpCapabilities, PlainRtpParameters } from "../../../proto/rtp.ts";
import { MediaConnection } from "./media-connection.ts";
import type { PemCertificate } from "./self-signed.ts";
import { Voice } from "./voice.ts";

/** One consumer's stream as it arrives. Times are Unix times. */
export interface ReceivedStream {
  readonly participantId: string;
  firstMs: number | undefined;
  lastMs: number | undefined;
}

/** What all paths of one participant receive and are made with. */
export class HeadlessMedia implements Connections {
  readonly certificate: PemCertificate;
  readonly streams = new Set<ReceivedStream>();
  /** All that ever came of them. */
  packets = 0;

  constructor(certificate: PemCertificate) {
    this.certificate = certificate;
  }

  async load(router: PlainRtpCapabilities): Promise<PlainRtpCapabilities> {
    return structuredClone(router);
  }

  async fingerprints() {
    return [this.certificate.fingerprint];
  }

  createSend(): SendConnection {
    return new HeadlessSend(this);
  }

  createReceive(): ReceiveConnection {
    return new HeadlessReceive(this);
  }
}

const audioLevelUri = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";

abstract class HeadlessConnection {
  state: RTCPeerConnectionState = "new";
  onStateChanged = (): void => {};
  protected readonly media: HeadlessMedia;
  protected connection: MediaConnection | undefined;

  constructor(media: HeadlessMedia) {
    this.media = media;
  }

  protected dial(direction: "send" | "recv", remote: Remote, onPacket: (packet: Buffer) => void): void {
    if (this.state === "closed" || this.connection) return;
    this.#set("connecting");
    const { certificate } = this.media;
    const onStateChanged = (state: RTCPeerConnectionState): void => this.#set(state);
    this.connection = new MediaConnection({ direction, remote, certificate, onPacket, onStateChanged });
  }

  async restartIce(): Promise<void> {
    throw new Error("a headless participant does not restart ICE");
  }

  async getStats(): Promise<RTCStatsReport> {
    return new Map() as unknown as RTCStatsReport;
  }

  close(): void {
    this.state = "closed";
    this.connection?.close();
  }

  #set(state: RTCPeerConnectionState): void {
    if (this.state === "closed") return;
    this.state = state;
    this.onStateChanged();
  }
}

class HeadlessSend extends HeadlessConnection implements SendConnection {
  readonly #voices = new Map<SentTrack, Voice>();
  #remote: Remote | undefined;
  #made = 0;

  meet(remote: Remote): void {
    this.#remote = remote;
    if (this.#voices.size > 0) this.dial("send", remote, () => {});
  }

  async send({ kind, encodings }: TrackToSend): Promise<SentTrack> {
    const { codecs = [], headerExtensions = [] } = routerRtpCapabilities;
    const codec = codecs.find((candidate) => candidate.kind === kind)!;
    const extensions = headerExtensions.filter((extension) => extension.kind === kind);
    const ssrc = randomInt(1, 0x1_0000_0000);
    const mid = String(this.#made++);
    const rtp: PlainRtpParameters = {
      mid,
      codecs: [{ ...codec, payloadType: codec.preferredPayloadType! }],
      headerExtensions: extensions.map(({ uri, preferredId: id }) => ({ uri, id })),
      encodings: [{ ...encodings?.[0], ssrc }],
      rtcp: { cname: `headless-${ssrc}`, reducedSize: true },
    };
    const voice = new Voice({
      ssrc,
      payloadType: codec.preferredPayloadType!,
      levelExtensionId: extensions.find(({ uri }) => uri === audioLevelUri)?.preferredId,
      send: (packet) => this.connection?.send(packet),
    });
    const sent: SentTrack = {
      mid,
      kind,
      rtp,
      // A voice sends its noise whatever the track is, until nothing is to be sent any more.
      replaceMedia: async (media) => {
        if (!media) voice.close();
      },
      setPaused: (paused) => {
        voice.active = !paused;
      },
    };
    this.#voices.set(sent, voice);
    if (this.#remote) this.dial("send", this.#remote, () => {});
    return sent;
  }

  stop(track: SentTrack): void {
    this.#voices.get(track)?.close();
    this.#voices.delete(track);
  }

  override close(): void {
    for (const voice of this.#voices.values()) voice.close();
    super.close();
  }
}

class HeadlessReceive extends HeadlessConnection implements ReceiveConnection {
  readonly #streams = new Map<ReceivedMedia, { ssrc: number; stream: ReceivedStream }>();
  readonly #bySsrc = new Map<number, ReceivedStream>();

  meet(remote: Remote): void {
    this.dial("recv", remote, (packet) => this.#arrived(packet));
  }

  /** There is nothing to describe. */
  async expect(): Promise<void> {}

  async receive({ id, kind, rtp, streamId }: TrackToReceive): Promise<ReceivedMedia> {
    const stream: ReceivedStream = { participantId: streamId, firstMs: undefined, lastMs: undefined };
    const ssrc = rtp.encodings?.[0]?.ssrc ?? 0;
    const track = new FakeMediaStreamTrack({ kind }) as unknown as MediaStreamTrack;
    const media = { id, kind, track, rtpReceiver: receiverOf(ssrc, stream) };
    this.#streams.set(media, { ssrc, stream });
    this.#bySsrc.set(ssrc, stream);
    this.media.streams.add(stream);
    return media;
  }

  remove(media: ReceivedMedia): void {
    const gone = this.#streams.get(media);
    if (!gone) return;
    this.#streams.delete(media);
    this.#bySsrc.delete(gone.ssrc);
    this.media.streams.delete(gone.stream);
  }

  override close(): void {
    super.close();
    for (const media of this.#streams.keys()) this.remove(media);
  }

  #arrived(packet: Buffer): void {
    const stream = this.#bySsrc.get(packet.readUInt32BE(8));
    if (!stream) return;
    stream.lastMs = performance.timeOrigin + performance.now();
    stream.firstMs ??= stream.lastMs;
    this.media.packets++;
  }
}

/** The part of the browser's interface that the SDK reads. */
function receiverOf(source: number, stream: ReceivedStream): RTCRtpReceiver {
  return {
    getSynchronizationSources: () =>
      stream.lastMs === undefined ? [] : [{ source, timestamp: stream.lastMs, rtpTimestamp: 0 }],
  } as unknown as RTCRtpReceiver;
}
