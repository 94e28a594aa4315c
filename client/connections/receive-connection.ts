// What a path receives, on a browser's peer connection. The node offers and we answer: payload types and header extensions
// are the node's. To describe what is received takes a browser three steps, each of which waits for the one before. For a
// connection that is made ahead, two of them are done ahead: it is negotiated with nobody, and then made to offer that
// itself. Who sends what is in the answer, and that is one step. Browsers that cannot do that do all at once later.

import { randomId } from "../../proto/ids.ts";
import type { PlainRtpCapabilities } from "../../proto/rtp.ts";
import type {
  ReceiveConnection,
  ReceivedMedia,
  Remote,
  RemoteIce,
  TrackCounts,
  TrackToReceive,
} from "./connections.ts";
import { Negotiations } from "./negotiations.ts";
import {
  allowStereo,
  closed,
  expectedSections,
  isBundle,
  isExpected,
  opened,
  probatorSection,
  type ReceiveSection,
  settled,
  withNobody,
} from "./receive-sections.ts";
import { remoteDescription } from "./remote-description.ts";
import { canReceive } from "./rtp-negotiation.ts";

interface Asked {
  track: TrackToReceive;
  done: (media: ReceivedMedia) => void;
  refuse: (reason: unknown) => void;
}

/** Stands in the place of a node that is not known yet, and is never dialled. */
const nobody: Remote = {
  ice: { usernameFragment: "spare", password: "ofNobodyWhomWeKnowYet00" },
  candidates: [],
  fingerprints: [{ algorithm: "sha-256", value: Array(32).fill("00").join(":") }],
};

/** Undefined before one was asked for. */
let browserOffersAhead: boolean | undefined;

/** A MediaStream takes no second track with the id of one that it has had. */
const newMediaTrackId = (): string => randomId(20, "mt_");

export class BrowserReceiveConnection implements ReceiveConnection {
  onStateChanged = (): void => {};
  readonly #newConnection: () => RTCPeerConnection;
  readonly #capabilities: PlainRtpCapabilities;
  readonly #negotiations = new Negotiations(() => this.#negotiate());
  readonly #mids = new Map<ReceivedMedia, string>();
  #pc!: RTCPeerConnection;
  #sections!: readonly ReceiveSection[];
  #asked: Asked[] = [];
  #remote: Remote | undefined;
  /** Our own offer waits for an answer. */
  #offersAhead = false;
  #version = 0;
  #negotiated = false;
  #failed = false;

  constructor(newConnection: () => RTCPeerConnection, capabilities: PlainRtpCapabilities) {
    this.#newConnection = newConnection;
    this.#capabilities = capabilities;
    this.#begin();
  }

  #begin(): void {
    const pc = this.#newConnection();
    this.#pc?.close();
    this.#pc = pc;
    this.#sections = [probatorSection(this.#capabilities)];
    this.#offersAhead = false;
    pc.addEventListener("connectionstatechange", () => {
      if (pc === this.#pc) this.onStateChanged();
    });
  }

  get state(): RTCPeerConnectionState {
    if (this.#failed) return "failed";
    return this.#negotiated ? this.#pc.connectionState : "new";
  }

  async expect(counts: TrackCounts): Promise<void> {
    if (browserOffersAhead === false) return;
    // What a browser cannot offer ahead shows only where both kinds are: not while somebody is alone.
    const described =
      browserOffersAhead === undefined
        ? { audio: Math.max(1, counts.audio), video: Math.max(1, counts.video) }
        : counts;
    this.#sections = [...this.#sections, ...expectedSections(described, this.#capabilities, newMediaTrackId)];
    const configuration = this.#pc.getConfiguration();
    // Candidates that STUN and TURN servers give for nobody would be gathered twice.
    this.#pc.setConfiguration({ ...configuration, iceServers: [] });
    await this.#answerOffer(nobody);
    this.#pc.setConfiguration(configuration);
    this.#sections = withNobody(this.#sections);
    // Another end than nobody has other ICE credentials, which only an offer to restart ICE makes room for.
    const { sdp = "" } = await this.#pc.createOffer({ iceRestart: true });
    browserOffersAhead = isBundle(sdp);
    if (!browserOffersAhead) return this.#begin();
    await this.#pc.setLocalDescription({ type: "offer", sdp: allowStereo(sdp) });
    this.#offersAhead = true;
  }

  meet(remote: Remote): void {
    this.#remote = remote;
    void this.#negotiations.request();
  }

  receive(track: TrackToReceive): Promise<ReceivedMedia> {
    return new Promise((done, refuse) => {
      if (!canReceive(track.rtp, this.#capabilities)) throw new Error("this browser has none of the track's codecs");
      this.#asked.push({ track, done, refuse });
      void this.#negotiations.request();
    });
  }

  remove(media: ReceivedMedia): void {
    const mid = this.#mids.get(media);
    if (mid === undefined) return;
    this.#mids.delete(media);
    this.#sections = closed(this.#sections, mid);
    void this.#negotiations.request();
  }

  async restartIce(ice: RemoteIce): Promise<void> {
    if (!this.#remote) return;
    this.#remote = { ...this.#remote, ice };
    await this.#negotiations.request();
  }

  getStats(): Promise<RTCStatsReport> {
    return this.#pc.getStats();
  }

  close(): void {
    this.#pc.close();
  }

  async #negotiate(): Promise<void> {
    const remote = this.#remote;
    if (!remote) return;
    // It has waited for nobody for too long.
    if (this.#offersAhead && this.#pc.connectionState === "failed") this.#begin();
    let asked = this.#asked.splice(0);
    if (this.#offersAhead) {
      const expected = asked.filter(({ track }) => isExpected(this.#sections, track));
      await this.#attempt(expected, () => this.#answerOurs(remote));
      asked = asked.filter((one) => !expected.includes(one));
      if (asked.length === 0) return;
    }
    await this.#attempt(asked, () => this.#answerOffer(remote));
  }

  /** Opens sections for what is asked for; when the browser refuses, all is as before. */
  async #attempt(asked: readonly Asked[], describe: () => Promise<void>): Promise<void> {
    const before = this.#sections;
    try {
      const open = asked.filter((one) => this.#open(one));
      const described = this.#sections;
      await describe();
      this.#sections = settled(this.#sections, described);
      this.#negotiated = true;
      for (const one of open) this.#receives(one);
    } catch (error) {
      this.#sections = before;
      for (const { refuse } of asked) refuse(error);
      if (this.#pc.signalingState === "have-remote-offer") await this.#pc.setRemoteDescription({ type: "rollback" });
      this.#failed = !this.#negotiated;
      this.onStateChanged();
      throw error;
    }
  }

  #open({ track, refuse }: Asked): boolean {
    try {
      this.#sections = opened(this.#sections, track, newMediaTrackId());
      return true;
    } catch (error) {
      refuse(error);
      return false;
    }
  }

  #receives({ track: { id, kind, rtp }, done, refuse }: Asked): void {
    const receiver = this.#transceiver(rtp.mid!)?.receiver;
    if (!receiver) return refuse(new Error("the browser has no receiver for the track"));
    const media = { id, kind, track: receiver.track, rtpReceiver: receiver };
    this.#mids.set(media, rtp.mid!);
    done(media);
  }

  async #answerOffer(remote: Remote): Promise<void> {
    const sdp = remoteDescription("offer", remote, this.#sections, ++this.#version);
    await this.#pc.setRemoteDescription({ type: "offer", sdp });
    const answer = await this.#pc.createAnswer();
    await this.#pc.setLocalDescription({ type: "answer", sdp: allowStereo(answer.sdp ?? "") });
  }

  async #answerOurs(remote: Remote): Promise<void> {
    this.#offersAhead = false;
    const sdp = remoteDescription("answer", remote, this.#sections, ++this.#version);
    await this.#pc.setRemoteDescription({ type: "answer", sdp });
  }

  #transceiver(mid: string): RTCRtpTransceiver | undefined {
    return this.#pc.getTransceivers().find((transceiver) => transceiver.mid === mid);
  }
}
