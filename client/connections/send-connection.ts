// What a path sends, on a browser's peer connection. We offer, the node answers; both sides of the answer are known here as
// soon as the offer is set, so that the node can be told of a track before, or long before, it is connected.

import { parse } from "sdp-transform";
import type { types } from "mediasoup-client";
import type { Remote, RemoteIce, SendConnection, SentTrack, TrackToSend } from "./connections.ts";
import { negotiateCaptureTime } from "./header-extensions.ts";
import { Negotiations } from "./negotiations.ts";
import { remoteDescription, type RemoteSection } from "./remote-description.ts";
import { namedEncodings, negotiateSending, type Offered, type OfferedMedia } from "./rtp-negotiation.ts";
import { BrowserSentTrack } from "./sent-track.ts";

interface Asked {
  track: TrackToSend;
  done: (sent: SentTrack) => void;
  refuse: (reason: unknown) => void;
}

export class BrowserSendConnection implements SendConnection {
  onStateChanged = (): void => {};
  readonly #pc: RTCPeerConnection;
  readonly #router: types.RtpCapabilities;
  readonly #stream = new MediaStream();
  readonly #negotiations = new Negotiations(() => this.#negotiate());
  readonly #transceivers = new Map<SentTrack, RTCRtpTransceiver>();
  /** By MID. */
  readonly #answers = new Map<string, RemoteSection>();
  #asked: Asked[] = [];
  #remote: Remote | undefined;
  #videoStartKbps = 0;
  readonly #met: Promise<void>;
  #setMet!: () => void;
  #restartsIce = false;
  #version = 0;
  #failed = false;

  constructor(pc: RTCPeerConnection, router: types.RtpCapabilities) {
    this.#pc = pc;
    this.#router = router;
    this.#met = new Promise((resolve) => (this.#setMet = resolve));
    pc.addEventListener("connectionstatechange", () => this.onStateChanged());
  }

  get state(): RTCPeerConnectionState {
    if (this.#failed) return "failed";
    return this.#version > 0 ? this.#pc.connectionState : "new";
  }

  meet(remote: Remote, videoStartKbps: number): void {
    this.#remote = remote;
    this.#videoStartKbps = videoStartKbps;
    this.#setMet();
  }

  send(track: TrackToSend): Promise<SentTrack> {
    return new Promise((done, refuse) => {
      this.#asked.push({ track, done, refuse });
      void this.#negotiations.request();
    });
  }

  stop(track: SentTrack): void {
    const transceiver = this.#transceivers.get(track);
    if (!transceiver || !this.#transceivers.delete(track)) return;
    transceiver.sender.replaceTrack(null).catch(() => {});
    // All sections share the transport of the first, so that one has to stay.
    if (transceiver.mid === this.#answers.keys().next().value) transceiver.direction = "inactive";
    else transceiver.stop();
    void this.#negotiations.request();
  }

  async restartIce(ice: RemoteIce): Promise<void> {
    if (!this.#remote) return;
    this.#remote = { ...this.#remote, ice };
    this.#restartsIce = true;
    await this.#negotiations.request();
  }

  getStats(): Promise<RTCStatsReport> {
    return this.#pc.getStats();
  }

  close(): void {
    this.#pc.close();
  }

  async #negotiate(): Promise<void> {
    const added = this.#asked.splice(0).flatMap((asked) => {
      try {
        return [{ ...asked, transceiver: this.#add(asked.track) }];
      } catch (error) {
        asked.refuse(error);
        return [];
      }
    });
    // An ICE restart before the first track has nothing to restart.
    if (this.#pc.getTransceivers().length === 0) return;
    try {
      await this.#pc.setLocalDescription(await this.#pc.createOffer({ iceRestart: this.#restartsIce }));
      this.#restartsIce = false;
      const offered = parse(this.#pc.localDescription?.sdp ?? "");
      for (const one of added) this.#described(one, offered);
      await this.#met;
      const sections = offered.media.map((media) => this.#answerTo(media));
      const sdp = remoteDescription("answer", this.#remote!, sections, ++this.#version);
      await this.#pc.setRemoteDescription({ type: "answer", sdp });
    } catch (error) {
      for (const { refuse } of added) refuse(error);
      this.#failed = true;
      this.onStateChanged();
      throw error;
    }
  }

  #add({ media, kind, encodings }: TrackToSend): RTCRtpTransceiver {
    const transceiver = this.#pc.addTransceiver(media ?? kind, {
      direction: "sendonly",
      streams: [this.#stream],
      ...(encodings ? { sendEncodings: namedEncodings(encodings) as RTCRtpEncodingParameters[] } : {}),
    });
    negotiateCaptureTime(transceiver);
    return transceiver;
  }

  #described({ track, done, refuse, transceiver }: Asked & { transceiver: RTCRtpTransceiver }, offered: Offered): void {
    try {
      const media = offered.media.find(({ mid }) => String(mid) === transceiver.mid);
      if (!media) throw new Error("the browser's offer has no section for the track");
      const { rtp, answer } = negotiateSending(offered, media, track, this.#router);
      this.#answers.set(answer.mid, answer);
      const sent = new BrowserSentTrack(track.kind, rtp, transceiver.sender);
      this.#transceivers.set(sent, transceiver);
      done(sent);
    } catch (error) {
      refuse(error);
    }
  }

  #answerTo({ mid, type, port, bundleOnly, direction }: OfferedMedia & { bundleOnly?: string }): RemoteSection {
    const known = this.#answers.get(String(mid));
    const none = { mid: String(mid), kind: type as RemoteSection["kind"], rtp: { codecs: [] } };
    if (!known || (port === 0 && !bundleOnly)) return { ...none, ...known, rids: [], direction: "rejected" };
    if (direction === "inactive") return { ...known, direction };
    return known.kind === "video" ? beginningWith(known, this.#videoStartKbps) : known;
  }
}

/** Chromium and Safari begin with this rate rather than 300 kbit/s; the others do not know the parameter. */
function beginningWith(section: RemoteSection, videoStartKbps: number): RemoteSection {
  const [codec, ...others] = section.rtp.codecs;
  const parameters = { ...codec!.parameters, "x-google-start-bitrate": videoStartKbps };
  return { ...section, rtp: { ...section.rtp, codecs: [{ ...codec!, parameters }, ...others] } };
}
