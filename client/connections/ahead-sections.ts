// The media sections that a receiving peer connection has offered before it was known who would send, and the answer to
// them. To describe what is received takes a browser three steps, each of which waits for the one before, and most of their
// time goes into the objects that each section needs. All of that is done ahead; what is left is one step.
//
// Nodes name the sections in which they send "a0", "a1", "v0" and so on, by kind and in the order of their making
// (sfu/rooms/consume.ts), so a section that is described ahead has the MID that some consumer will have.

import type { RemoteSdp } from "mediasoup-client/handlers/sdp/RemoteSdp";
import { RemoteOfferMediaSection } from "mediasoup-client/handlers/sdp/RemoteMediaSection";
import type { types } from "mediasoup-client";

export type ReceiveOptions = types.HandlerReceiveOptions;

type SectionOptions = Parameters<RemoteSdp["receive"]>[0];

/** Fields of mediasoup-client's RemoteSdp that its types keep private. The package's version is pinned. */
interface Internals {
  _iceParameters: types.IceParameters;
  _iceCandidates: types.IceCandidate[];
  _dtlsParameters: types.DtlsParameters;
  _midToIndex: ReadonlyMap<string, number>;
  replaceMediaSection(section: RemoteOfferMediaSection, reuseMid: string): void;
}

export class AheadSections {
  readonly #remote: RemoteSdp;
  readonly #kinds: ReadonlyMap<string, types.MediaKind>;

  constructor(remote: RemoteSdp, sections: readonly ReceiveOptions[]) {
    this.#remote = remote;
    this.#kinds = new Map(sections.map(({ kind, rtpParameters }) => [rtpParameters.mid!, kind]));
    keepMids(remote);
  }

  /** Those that have a section. */
  expected(wanted: readonly ReceiveOptions[]): ReceiveOptions[] {
    return wanted.filter(
      ({ kind, rtpParameters }) => this.#kinds.get(rtpParameters.mid ?? "") === kind && !isStereo(rtpParameters),
    );
  }

  /** The answer to the browser's own offer. Sections that nobody sends in stay there, inactive. */
  answer(expected: readonly ReceiveOptions[]): string {
    for (const { trackId, kind, rtpParameters, streamId = "-" } of expected)
      this.#remote.receive({ mid: rtpParameters.mid!, kind, offerRtpParameters: rtpParameters, streamId, trackId });
    const used = new Set(expected.map(({ rtpParameters }) => rtpParameters.mid!));
    for (const mid of this.#kinds.keys()) if (!used.has(mid)) this.#remote.disableMediaSection(mid);
    // The node waits for the client's first flight (RFC 8842, section 5.3).
    return this.#remote.getSdp().replaceAll("a=setup:actpass", "a=setup:passive");
  }
}

/** A MID that is there already keeps its place: RemoteSdp would add another section, or take that of another MID. */
function keepMids(remote: RemoteSdp): void {
  const internals = remote as unknown as Internals;
  const receive = remote.receive.bind(remote);
  remote.receive = (options: SectionOptions) => {
    const { mid, kind, offerRtpParameters, streamId, trackId } = options;
    if (!internals._midToIndex.has(mid)) return receive(options);
    const { _iceParameters: iceParameters, _iceCandidates: iceCandidates, _dtlsParameters: dtlsParameters } = internals;
    const end = { iceParameters, iceCandidates, dtlsParameters };
    const section = new RemoteOfferMediaSection({ ...end, mid, kind, offerRtpParameters, streamId, trackId });
    internals.replaceMediaSection(section, mid);
  };
}

/** Two channels have to be asked for in the browser's own description, which is made already. */
const isStereo = ({ codecs }: types.RtpParameters): boolean =>
  codecs.some(({ parameters }) => Number(parameters?.["sprop-stereo"] ?? 0) > 0);
