// One ICE, DTLS and SRTP connection to a transport of a node, by libdatachannel. It has one media section for all that it
// sends or receives: a node tells streams by their SSRC, and so do we.
import { Audio, PeerConnection, type Track } from "node-datachannel";
import type { Remote } from "../../../client/connections/connections.ts";
import type { PemCertificate } from "./self-signed.ts";

export interface MediaConnectionOptions {
  direction: "send" | "recv";
  remote: Remote;
  certificate: PemCertificate;
  /** RTP only. The buffer is the receiver's. */
  onPacket(packet: Buffer): void;
  onStateChanged(state: RTCPeerConnectionState): void;
}

const mid = "0";
/** Any will do: packets go through as they are. */
const payloadType = 100;

export class MediaConnection {
  readonly #connection: PeerConnection;
  readonly #track: Track;
  #closed = false;

  /** Dials at once. */
  constructor({ direction, remote, certificate, onPacket, onStateChanged }: MediaConnectionOptions) {
    const local = remote.candidates.every(({ address }) => address.startsWith("127."));
    this.#connection = new PeerConnection(`holdfast-${direction}`, {
      iceServers: [],
      disableAutoNegotiation: true,
      forceMediaTransport: true,
      certificatePemFile: certificate.certificatePem,
      keyPemFile: certificate.keyPem,
      ...(local ? { bindAddress: "127.0.0.1" } : {}),
    });
    const audio = new Audio(mid, direction === "send" ? "SendOnly" : "RecvOnly");
    audio.addOpusCodec(payloadType);
    this.#track = this.#connection.addTrack(audio);
    this.#track.onMessage((packet) => {
      if (!this.#closed && !isRtcp(packet)) onPacket(packet);
    });
    this.#connection.onStateChange((state) => {
      if (!this.#closed) onStateChanged(state as RTCPeerConnectionState);
    });
    this.#connection.setLocalDescription("offer");
    this.#connection.setRemoteDescription(answerOf(direction, remote), "answer");
  }

  /** A packet before the connection is up, or after its end, is lost. */
  send(packet: Buffer): void {
    if (!this.#closed && this.#track.isOpen()) this.#track.sendMessageBinary(packet);
  }

  /** Idempotent. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#connection.close();
  }
}

/** RFC 5761, section 4. */
const isRtcp = (packet: Buffer): boolean => packet.length < 12 || (packet[1]! >= 192 && packet[1]! <= 223);

/** The node's side as SDP: ICE-lite, and the DTLS server. */
function answerOf(direction: MediaConnectionOptions["direction"], { ice, candidates, fingerprints }: Remote): string {
  const fingerprint = fingerprints.find(({ algorithm }) => algorithm === "sha-256");
  const udp = candidates.filter(({ protocol }) => protocol === "udp");
  return [
    "v=0",
    "o=- 1 1 IN IP4 0.0.0.0",
    "s=-",
    "t=0 0",
    "a=ice-lite",
    `a=group:BUNDLE ${mid}`,
    `m=audio 9 UDP/TLS/RTP/SAVPF ${payloadType}`,
    "c=IN IP4 0.0.0.0",
    `a=mid:${mid}`,
    direction === "send" ? "a=recvonly" : "a=sendonly",
    "a=rtcp-mux",
    `a=rtpmap:${payloadType} opus/48000/2`,
    `a=ice-ufrag:${ice.usernameFragment}`,
    `a=ice-pwd:${ice.password}`,
    "a=setup:passive",
    `a=fingerprint:sha-256 ${fingerprint?.value ?? ""}`,
    ...udp.map(
      ({ foundation, priority, address, port }) =>
        `a=candidate:${foundation} 1 udp ${priority} ${address} ${port} typ host`,
    ),
    "a=end-of-candidates",
    "",
  ].join("\r\n");
}
