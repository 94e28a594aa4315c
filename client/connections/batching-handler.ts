// mediasoup-client negotiates a send transport once per track, one after another, and tells of a track only when the
// browser has taken the answer. After a failover that is most of what the others wait for. This handler describes all
// tracks of a path in one offer, tells of them as soon as the offer is set, and lets the answer follow: at once, or when
// it is known to whom, for a transport that is made before there is a node to connect it to. What such a transport will
// receive is described ahead as well (ahead-sections.ts).

import { Chrome111 } from "mediasoup-client/handlers/Chrome111";
import type { RemoteSdp } from "mediasoup-client/handlers/sdp/RemoteSdp";
import * as commonUtils from "mediasoup-client/handlers/sdp/commonUtils";
import * as unifiedPlanUtils from "mediasoup-client/handlers/sdp/unifiedPlanUtils";
import { applyForcedRtpExtensions } from "mediasoup-client/handlers/ortc/utils";
import * as ortc from "mediasoup-client/ortc";
import type { types } from "mediasoup-client";
import { parse, type SessionDescription } from "sdp-transform";
import { AheadSections, type ReceiveOptions } from "./ahead-sections.ts";

type ExtendedCapabilities = Parameters<typeof ortc.getSendingRtpParameters>[1];

interface ChromeHandler {
  receive(options: readonly ReceiveOptions[]): Promise<types.HandlerReceiveResult[]>;
  send(options: types.HandlerSendOptions): Promise<types.HandlerSendResult>;
  stopSending(localId: string): Promise<void>;
  restartIce(iceParameters: types.IceParameters): Promise<void>;
  setupTransport(options: { localDtlsRole: types.DtlsRole; localSdpObject: SessionDescription }): Promise<void>;
}

/** What Chrome111 does that its types keep private: it is meant to be made by its factory only. */
interface Chrome {
  new (options: types.HandlerOptions): ChromeHandler;
  getLocalRtpCapabilities(description: SessionDescription): types.RtpCapabilities;
}
const Chrome = Chrome111 as unknown as Chrome;

/** Fields of mediasoup-client's Chrome111 that its types keep private. The package's version is pinned. */
interface Internals {
  _pc: RTCPeerConnection;
  _remoteSdp: RemoteSdp;
  _sendStream: MediaStream;
  _transportReady: boolean;
  _forcedLocalDtlsRole?: types.DtlsRole;
  _mapMidTransceiver: Map<string, RTCRtpTransceiver>;
  _getSendExtendedRtpCapabilities(native: types.RtpCapabilities): ExtendedCapabilities;
}

export interface TrackToSend {
  track: MediaStreamTrack;
  encodings?: types.RtpEncodingParameters[] | undefined;
}

/** The other end of a transport. */
export type Remote = Pick<types.TransportOptions, "iceParameters" | "iceCandidates" | "dtlsParameters">;

export type CodecOptions = (kind: types.MediaKind) => types.ProducerCodecOptions;

type Sent = types.HandlerSendResult;
type Answered = Parameters<RemoteSdp["send"]>[0];

interface Offered {
  sent: Sent[];
  /** One for each track, still without what depends on the moment. */
  answers: { kind: types.MediaKind; section: Answered }[];
}

/** Fields of mediasoup-client's RemoteSdp that its types keep private. */
interface RemoteInternals {
  _iceParameters: types.IceParameters;
  _iceCandidates: types.IceCandidate[];
  _dtlsParameters: types.DtlsParameters;
  _sdpObject: { icelite?: string; fingerprint: { type: string; hash: string } };
}

/**
 * Sent in some of a stream's packets, so that a receiver knows when each frame was captured: the same on every path.
 * https://webrtc.googlesource.com/src/+/main/docs/native-code/rtp-hdrext/abs-capture-time
 */
const forcedRtpExtensions: types.HandlerForcedRtpExtensions = {
  "http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time": true,
};

export class BatchingHandler extends Chrome {
  /** By MediaStreamTrack: what is described already, for the send() that asks for it. */
  readonly #prepared = new Map<MediaStreamTrack, Promise<Sent>>();
  #offered: Promise<Offered> | undefined;
  /** What is described already of what this transport will receive, until it does. */
  #ahead: AheadSections | undefined;
  /** The answer of the last batch. Whatever negotiates next waits for it. */
  #answered: Promise<void> = Promise.resolve();

  static factory: types.HandlerFactory = {
    ...Chrome111.createFactory({ forcedRtpExtensions }),
    factory: (options) =>
      new BatchingHandler({
        ...options,
        forcedRtpExtensions,
      } as types.HandlerOptions) as unknown as types.HandlerInterface,
  };

  get #internals(): Internals {
    return this as unknown as Internals;
  }

  /** Describes these tracks in one offer, without an answer. The send() of each follows, with the same track. Never rejects by itself. */
  prepare(tracks: readonly TrackToSend[]): void {
    const offered = this.#offer(tracks);
    this.#offered = offered;
    for (const [index, { track }] of tracks.entries()) {
      const sent = offered.then((all) => all.sent[index]!);
      sent.catch(() => {});
      this.#prepared.set(track, sent);
    }
  }

  /** Sets the answer to what was prepared. A peer connection that does not take it never connects, which is noticed where every such failure is. */
  answer(codecOptions: CodecOptions): void {
    const offered = this.#offered;
    this.#offered = undefined;
    if (!offered) return;
    this.#answered = offered.then(({ answers }) => this.#answer(answers, codecOptions));
    this.#answered.catch(() => {});
  }

  /** Who the other end is, for a transport that was made before that was known. */
  meet({ iceParameters, iceCandidates, dtlsParameters }: Remote): void {
    const remote = this.#internals._remoteSdp as unknown as RemoteInternals;
    const [fingerprint] = dtlsParameters.fingerprints.slice(-1);
    const role = remote._dtlsParameters.role ?? "auto";
    remote._iceParameters = iceParameters;
    remote._iceCandidates = iceCandidates;
    // The role is that of the offer which may have gone out already.
    remote._dtlsParameters = { ...dtlsParameters, role };
    remote._sdpObject.fingerprint = { type: fingerprint!.algorithm, hash: fingerprint!.value };
    this.#internals._remoteSdp.updateIceParameters(iceParameters);
  }

  override async send(options: types.HandlerSendOptions): Promise<Sent> {
    const prepared = this.#prepared.get(options.track);
    this.#prepared.delete(options.track);
    if (!prepared) {
      await this.#answered;
      return super.send(options);
    }
    const sent = await prepared;
    options.onRtpSender?.(sent.rtpSender!);
    return sent;
  }

  override async stopSending(localId: string): Promise<void> {
    await this.#answered;
    return super.stopSending(localId);
  }

  override async restartIce(iceParameters: types.IceParameters): Promise<void> {
    await this.#answered;
    return super.restartIce(iceParameters);
  }

  /**
   * Negotiates what will be received with nobody, and then offers it: the answer is all that is missing, and the
   * candidates are gathered. What is received first is answered to that, as far as it has these MIDs; the rest as ever.
   */
  async expect(sections: readonly ReceiveOptions[]): Promise<void> {
    const { _pc: pc, _remoteSdp: remote } = this.#internals;
    await super.receive(sections);
    await pc.setLocalDescription(await pc.createOffer());
    this.#ahead = new AheadSections(remote, sections);
  }

  override async receive(wanted: readonly ReceiveOptions[]): Promise<types.HandlerReceiveResult[]> {
    const ahead = this.#ahead;
    this.#ahead = undefined;
    const expected = ahead?.expected(wanted) ?? [];
    const received = new Map<string, types.HandlerReceiveResult>();
    if (ahead) {
      const { _pc: pc, _mapMidTransceiver: transceivers } = this.#internals;
      await pc.setRemoteDescription({ type: "answer", sdp: ahead.answer(expected) });
      for (const { trackId, rtpParameters, onRtpReceiver } of expected) {
        const localId = rtpParameters.mid!;
        const rtpReceiver = transceivers.get(localId)!.receiver;
        onRtpReceiver?.(rtpReceiver);
        received.set(trackId, { localId, track: rtpReceiver.track, rtpReceiver });
      }
    }
    const others = wanted.filter(({ trackId }) => !received.has(trackId));
    const results = others.length > 0 ? await super.receive(others) : [];
    for (const [index, { trackId }] of others.entries()) received.set(trackId, results[index]!);
    return wanted.map(({ trackId }) => received.get(trackId)!);
  }

  /** The handler of a transport, where the browser has this one. */
  static of(transport: types.Transport): BatchingHandler | undefined {
    const { _handler: handler } = transport as unknown as { _handler?: unknown };
    return handler instanceof BatchingHandler ? handler : undefined;
  }

  async #offer(tracks: readonly TrackToSend[]): Promise<Offered> {
    const { _pc: pc, _sendStream: stream, _remoteSdp: remote } = this.#internals;
    const first = remote.getNextMediaSectionIdx().idx;
    const transceivers = tracks.map(({ track, encodings }) =>
      pc.addTransceiver(track, {
        direction: "sendonly",
        streams: [stream],
        sendEncodings: namedEncodings(encodings) as RTCRtpEncodingParameters[],
      }),
    );
    for (const transceiver of transceivers) applyForcedRtpExtensions(transceiver, forcedRtpExtensions);
    const offer = await pc.createOffer();
    const described = parse(offer.sdp ?? "");
    if (described.extmapAllowMixed) remote.setSessionExtmapAllowMixed();
    // By kind: mediasoup-client keeps one header extension for each id, and audio and video share ids.
    const extended = new Map(["audio", "video"].map((kind) => [kind, this.#capabilities(described, kind)]));
    if (!this.#internals._transportReady) {
      const localDtlsRole = this.#internals._forcedLocalDtlsRole ?? "client";
      await this.setupTransport({ localDtlsRole, localSdpObject: described });
    }
    await pc.setLocalDescription(offer);
    const { media } = parse(pc.localDescription?.sdp ?? "");
    const answers: Offered["answers"] = [];
    const sent = tracks.map((wanted, index): Sent => {
      const transceiver = transceivers[index]!;
      const section = media[first + index]!;
      const kind = wanted.track.kind as types.MediaKind;
      const extendedOfKind = extended.get(kind)!;
      const rtpParameters = ortc.getSendingRtpParameters(kind, extendedOfKind);
      rtpParameters.codecs = ortc.reduceCodecs(rtpParameters.codecs);
      rtpParameters.mid = transceiver.mid ?? "";
      rtpParameters.rtcp = { ...rtpParameters.rtcp, cname: commonUtils.getCname({ offerMediaObject: section }) };
      rtpParameters.encodings = sendingEncodings(wanted, section, rtpParameters.codecs);
      const answer = ortc.getSendingRemoteRtpParameters(kind, extendedOfKind);
      answer.codecs = ortc.reduceCodecs(answer.codecs);
      const answered = { offerMediaObject: section, offerRtpParameters: rtpParameters, answerRtpParameters: answer };
      answers.push({ kind, section: answered as Answered });
      this.#internals._mapMidTransceiver.set(rtpParameters.mid, transceiver);
      return { localId: rtpParameters.mid, rtpParameters, rtpSender: transceiver.sender };
    });
    return { sent, answers };
  }

  async #answer(answers: Offered["answers"], codecOptions: CodecOptions): Promise<void> {
    const { _pc: pc, _remoteSdp: remote } = this.#internals;
    for (const { kind, section } of answers) remote.send({ ...section, codecOptions: codecOptions(kind) });
    await pc.setRemoteDescription({ type: "answer", sdp: remote.getSdp() });
  }

  #capabilities(described: SessionDescription, kind: string): ExtendedCapabilities {
    const media = described.media.filter(({ type }) => type === kind);
    return this.#internals._getSendExtendedRtpCapabilities(Chrome.getLocalRtpCapabilities({ ...described, media }));
  }
}

/** Simulcast streams by rid, as mediasoup-client names them: all with the same number of temporal layers. */
function namedEncodings(
  encodings: types.RtpEncodingParameters[] | undefined,
): types.RtpEncodingParameters[] | undefined {
  if (!encodings || encodings.length < 2) return encodings;
  return encodings.map((encoding, index) => ({
    ...encoding,
    rid: `r${index}`,
    scalabilityMode: encoding.scalabilityMode ?? "L1T3",
  }));
}

function sendingEncodings(
  { encodings }: TrackToSend,
  section: Parameters<typeof unifiedPlanUtils.getRtpEncodings>[0]["offerMediaObject"],
  codecs: types.RtpCodecParameters[],
): types.RtpEncodingParameters[] {
  const named = namedEncodings(encodings);
  if (named && named.length > 1) return named;
  const described = unifiedPlanUtils.getRtpEncodings({ offerMediaObject: section, codecs });
  return named?.[0] ? [{ ...described[0], ...named[0] }] : described;
}
