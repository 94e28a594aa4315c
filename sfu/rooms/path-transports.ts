import type { types } from "mediasoup";
import type { TransportDescription } from "../../proto/model.ts";
import { describeCandidates } from "./ice-candidates.ts";

/**
 * The bitrate that a receiver is believed to take before its first feedback. mediasoup's 600 kbit/s would show the
 * first seconds of every call, and of every failover, in the lowest layer.
 */
const initialOutgoingBitrateBps = 2_000_000;

/** Seconds without a STUN consent check (RFC 7675) before ICE counts as broken; mediasoup's default is 30. */
const iceConsentTimeoutS = 20;

export interface PathTransports {
  send: types.WebRtcTransport | undefined;
  recv: types.WebRtcTransport | undefined;
  connect(fingerprint: types.DtlsFingerprint): Promise<void>;
  close(): void;
}

interface CreateOptions {
  router: types.Router;
  server: types.WebRtcServer;
  canPublish: boolean;
  canSubscribe: boolean;
}

/**
 * Both transports of a path. SRTP suites need no setting: the worker lists AEAD_AES_256_GCM and AEAD_AES_128_GCM first,
 * and as the DTLS server it takes the first of its own list that the browser offers.
 */
export async function createTransports({
  router,
  server,
  canPublish,
  canSubscribe,
}: CreateOptions): Promise<PathTransports> {
  const create = (): Promise<types.WebRtcTransport> =>
    router.createWebRtcTransport({
      webRtcServer: server,
      enableUdp: true,
      enableTcp: true,
      preferUdp: true,
      iceConsentTimeout: iceConsentTimeoutS,
      initialAvailableOutgoingBitrate: initialOutgoingBitrateBps,
    });
  const [send, recv] = await Promise.all([canPublish ? create() : undefined, canSubscribe ? create() : undefined]);
  return {
    send,
    recv,
    connect: async (fingerprint) => {
      // The client is the DTLS client: its first flight can leave as soon as ICE has a pair.
      const dtlsParameters: types.DtlsParameters = { role: "client", fingerprints: [fingerprint] };
      await Promise.all([send?.connect({ dtlsParameters }), recv?.connect({ dtlsParameters })]);
    },
    close: () => {
      send?.close();
      recv?.close();
    },
  };
}

/** For a client that reaches the transport's server at these addresses. */
export function describeTransport(
  transport: types.WebRtcTransport | undefined,
  addresses: readonly string[],
): TransportDescription | undefined {
  if (!transport) return undefined;
  const { iceParameters, iceCandidates, dtlsParameters } = transport;
  return {
    id: transport.id,
    ice: {
      usernameFragment: iceParameters.usernameFragment,
      password: iceParameters.password,
      iceLite: iceParameters.iceLite ?? true,
    },
    candidates: describeCandidates(addresses, iceCandidates[0]?.port ?? 0),
    dtls: {
      role: dtlsParameters.role ?? "auto",
      // One is enough, and five of them are a third of the offer's bytes.
      fingerprints: dtlsParameters.fingerprints.filter(({ algorithm }) => algorithm === "sha-256"),
    },
  };
}
