// Peer connections of one room, with one certificate for all of them, so that a node knows this client's DTLS fingerprint
// before it hears of a transport.

import type { types } from "mediasoup-client";
import { HoldfastError } from "../../proto/errors.ts";
import type { wire } from "../../proto/model.ts";
import type { PlainRtpCapabilities } from "../../proto/rtp.ts";
import { isAging, makeCertificate, type Certificate, type Fingerprint } from "./certificate.ts";
import type { Connections, ReceiveConnection, SendConnection } from "./connections.ts";
import { negotiateCaptureTime } from "./header-extensions.ts";
import { BrowserReceiveConnection } from "./receive-connection.ts";
import { receiveCapabilities, routerCapabilities } from "./rtp-negotiation.ts";
import { BrowserSendConnection } from "./send-connection.ts";

export interface BrowserConnectionsOptions {
  iceTransportPolicy?: RTCIceTransportPolicy;
}

/** What the browser offers to receive with: the same for every room of the page. */
let receiveOffer: Promise<string> | undefined;
let spareCertificate: Promise<Certificate> | undefined;

async function makeReceiveOffer(): Promise<string> {
  const pc = new RTCPeerConnection();
  try {
    for (const kind of ["audio", "video"]) negotiateCaptureTime(pc.addTransceiver(kind, { direction: "recvonly" }));
    return (await pc.createOffer()).sdp ?? "";
  } finally {
    pc.close();
  }
}

function offerToReceive(): Promise<string> {
  receiveOffer ??= makeReceiveOffer();
  receiveOffer.catch(() => {
    receiveOffer = undefined;
  });
  return receiveOffer;
}

export class BrowserConnections implements Connections {
  readonly #iceTransportPolicy: RTCIceTransportPolicy;
  #certificate: Promise<Certificate>;
  #made: Certificate | undefined;
  #router: types.RtpCapabilities | undefined;
  #receives: PlainRtpCapabilities | undefined;

  /** Begins with what takes time at once. */
  constructor({ iceTransportPolicy = "all" }: BrowserConnectionsOptions = {}) {
    this.#iceTransportPolicy = iceTransportPolicy;
    this.#certificate = spareCertificate ?? makeCertificate();
    spareCertificate = undefined;
    // Whoever awaits it sees the error; until then it must not count as unhandled.
    this.#certificate.catch(() => {});
  }

  /** Does what the next room would have to wait for. */
  static async warmUp(): Promise<void> {
    spareCertificate ??= makeCertificate();
    await Promise.all([offerToReceive(), spareCertificate]);
  }

  async load(router: PlainRtpCapabilities): Promise<PlainRtpCapabilities> {
    try {
      const offer = await offerToReceive();
      this.#receives = receiveCapabilities(offer, router);
      this.#router = routerCapabilities(router);
      return this.#receives;
    } catch (cause) {
      throw new HoldfastError("bad_media", "this browser cannot take the room's codecs", { cause });
    }
  }

  async fingerprints(): Promise<Fingerprint[]> {
    this.#made = await this.#certificate;
    if (isAging(this.#made, Date.now())) {
      this.#certificate = makeCertificate();
      this.#made = await this.#certificate;
    }
    return this.#made.fingerprints;
  }

  createSend(iceServers: readonly wire.IceServer.$Shape[]): SendConnection {
    if (!this.#router) throw new HoldfastError("not_joined");
    return new BrowserSendConnection(this.#peerConnection(iceServers), this.#router);
  }

  createReceive(iceServers: readonly wire.IceServer.$Shape[]): ReceiveConnection {
    if (!this.#receives) throw new HoldfastError("not_joined");
    return new BrowserReceiveConnection(() => this.#peerConnection(iceServers), this.#receives);
  }

  #peerConnection(iceServers: readonly wire.IceServer.$Shape[]): RTCPeerConnection {
    if (!this.#made) throw new HoldfastError("not_joined");
    return new RTCPeerConnection({
      iceServers: iceServers.map(({ urls, username, credential }) => ({
        urls: urls ?? [],
        ...(username ? { username, credential: credential ?? "" } : {}),
      })),
      iceTransportPolicy: this.#iceTransportPolicy,
      bundlePolicy: "max-bundle",
      rtcpMuxPolicy: "require",
      certificates: [this.#made.certificate],
    });
  }
}
