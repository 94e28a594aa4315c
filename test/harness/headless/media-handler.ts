// mediasoup-client on libdatachannel instead of a browser: what the SDK builds a headless participant's paths with. Sends
// and receives audio for real; no data channels, and no ICE restart (the SDK then builds another path).
import { randomInt } from "node:crypto";
import { FakeMediaStreamTrack } from "fake-mediastreamtrack";
import { Device, type types } from "mediasoup-client";
import { EnhancedEventEmitter } from "mediasoup-client/enhancedEvents";
import * as ortc from "mediasoup-client/ortc";
import { routerRtpCapabilities } from "../../../proto/generated/media-profile.ts";
import { MediaConnection } from "./media-connection.ts";
import type { PemCertificate } from "./self-signed.ts";
import { Voice } from "./voice.ts";

type Handler = types.HandlerInterface;

/** One consumer's stream as it arrives. Times are Unix times. */
export interface ReceivedStream {
  readonly participantId: string;
  firstMs: number | undefined;
  lastMs: number | undefined;
}

/** What all paths of one participant receive and are made with. */
export class HeadlessMedia {
  readonly certificate: PemCertificate;
  readonly streams = new Set<ReceivedStream>();
  /** All that ever came of them. */
  packets = 0;

  constructor(certificate: PemCertificate) {
    this.certificate = certificate;
  }

  readonly createDevice = (): Device =>
    new Device({
      handlerFactory: {
        name: "headless",
        factory: (options) => new MediaHandler(options, this) as unknown as Handler,
        getNativeRtpCapabilities: async () => nativeCapabilities(),
      },
    });
}

const nativeCapabilities = (): types.RtpCapabilities =>
  structuredClone(routerRtpCapabilities) as unknown as types.RtpCapabilities;

const audioLevelUri = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";

class MediaHandler extends EnhancedEventEmitter<types.HandlerEvents> {
  readonly name = "headless";
  readonly #options: types.HandlerOptions;
  readonly #media: HeadlessMedia;
  readonly #voices = new Map<string, Voice>();
  readonly #streams = new Map<string, { ssrc: number; stream: ReceivedStream }>();
  readonly #bySsrc = new Map<number, ReceivedStream>();
  #connection: MediaConnection | undefined;
  #made = 0;

  constructor(options: types.HandlerOptions, media: HeadlessMedia) {
    super();
    this.#options = options;
    this.#media = media;
  }

  async send({ track, encodings }: types.HandlerSendOptions): Promise<types.HandlerSendResult> {
    const connection = await this.#connect();
    const extended = this.#options.getSendExtendedRtpCapabilities(nativeCapabilities());
    const rtpParameters = ortc.getSendingRtpParameters(track.kind as types.MediaKind, extended);
    rtpParameters.codecs = ortc.reduceCodecs(rtpParameters.codecs);
    const ssrc = randomInt(1, 0x1_0000_0000);
    const localId = String(this.#made++);
    rtpParameters.mid = localId;
    rtpParameters.encodings = [{ ...encodings?.[0], ssrc }];
    rtpParameters.rtcp = { cname: `headless-${ssrc}`, reducedSize: true };
    const voice = new Voice({
      ssrc,
      payloadType: rtpParameters.codecs[0]!.payloadType,
      levelExtensionId: rtpParameters.headerExtensions?.find(({ uri }) => uri === audioLevelUri)?.id,
      send: (packet) => connection.send(packet),
    });
    this.#voices.set(localId, voice);
    return { localId, rtpParameters, rtpSender: senderOf(voice) };
  }

  async receive(wanted: types.HandlerReceiveOptions[]): Promise<types.HandlerReceiveResult[]> {
    await this.#connect();
    return wanted.map(({ trackId, kind, rtpParameters, streamId = "" }) => {
      const stream: ReceivedStream = { participantId: streamId, firstMs: undefined, lastMs: undefined };
      const ssrc = rtpParameters.encodings?.[0]?.ssrc ?? 0;
      const localId = String(this.#made++);
      this.#streams.set(localId, { ssrc, stream });
      this.#bySsrc.set(ssrc, stream);
      // mediasoup's probation stream is nobody's.
      if (streamId) this.#media.streams.add(stream);
      const track = new FakeMediaStreamTrack({ kind, id: trackId }) as unknown as MediaStreamTrack;
      return { localId, track, rtpReceiver: receiverOf(ssrc, stream) };
    });
  }

  async stopSending(localId: string): Promise<void> {
    this.#voices.get(localId)?.close();
    this.#voices.delete(localId);
  }

  async pauseSending(localId: string): Promise<void> {
    this.#setActive(localId, false);
  }

  async resumeSending(localId: string): Promise<void> {
    this.#setActive(localId, true);
  }

  async stopReceiving(localIds: string[]): Promise<void> {
    for (const localId of localIds) {
      const gone = this.#streams.get(localId);
      if (!gone) continue;
      this.#streams.delete(localId);
      this.#bySsrc.delete(gone.ssrc);
      this.#media.streams.delete(gone.stream);
    }
  }

  override close(): void {
    this.#connection?.close();
    for (const voice of this.#voices.values()) voice.close();
    void this.stopReceiving([...this.#streams.keys()]);
    super.close();
  }

  // A voice sends its noise whatever the track is, and the node decides what is forwarded.
  async replaceTrack(): Promise<void> {}
  async setMaxSpatialLayer(): Promise<void> {}
  async setRtpEncodingParameters(): Promise<void> {}
  async pauseReceiving(): Promise<void> {}
  async resumeReceiving(): Promise<void> {}
  async updateIceServers(): Promise<void> {}
  async restartIce(): Promise<void> {
    throw new Error("a headless participant does not restart ICE");
  }

  async getTransportStats(): Promise<RTCStatsReport> {
    return new Map() as unknown as RTCStatsReport;
  }

  #setActive(localId: string, active: boolean): void {
    const voice = this.#voices.get(localId);
    if (voice) voice.active = active;
  }

  async #connect(): Promise<MediaConnection> {
    if (this.#connection) return this.#connection;
    const { direction, iceParameters, iceCandidates, dtlsParameters } = this.#options;
    this.emit("@connectionstatechange", "connecting");
    this.#connection = new MediaConnection({
      direction,
      remote: { iceParameters, iceCandidates, dtlsParameters },
      certificate: this.#media.certificate,
      onPacket: (packet) => this.#arrived(packet),
      onStateChanged: (state) => this.emit("@connectionstatechange", state),
    });
    return this.#connection;
  }

  #arrived(packet: Buffer): void {
    const stream = this.#bySsrc.get(packet.readUInt32BE(8));
    if (!stream) return;
    stream.lastMs = performance.timeOrigin + performance.now();
    stream.firstMs ??= stream.lastMs;
    this.#media.packets++;
  }
}

/** The parts of the browser's interface that the SDK uses: it pauses what stands by, and ends what is over. */
function senderOf(voice: Voice): RTCRtpSender {
  return {
    getParameters: () => ({ encodings: [{ active: voice.active }] }),
    setParameters: async ({ encodings }: RTCRtpSendParameters) => {
      voice.active = encodings[0]?.active ?? true;
    },
    replaceTrack: async (track: MediaStreamTrack | null) => {
      if (!track) voice.close();
    },
  } as unknown as RTCRtpSender;
}

function receiverOf(source: number, stream: ReceivedStream): RTCRtpReceiver {
  return {
    getSynchronizationSources: () =>
      stream.lastMs === undefined ? [] : [{ source, timestamp: stream.lastMs, rtpTimestamp: 0 }],
  } as unknown as RTCRtpReceiver;
}
