// What every path shares: the loaded Device and one certificate, so that a node knows this client's DTLS fingerprint
// before it hears of a transport.

import { detectDevice, Device, type types } from "mediasoup-client";
import { encodeCapabilities } from "../../proto/capabilities.ts";
import { HoldfastError } from "../../proto/errors.ts";
import { mediaProfileId, routerRtpCapabilities } from "../../proto/generated/media-profile.ts";
import type { TransportDescription, wire } from "../../proto/model.ts";
import { capabilitiesFromWire, type PlainRtpCapabilities } from "../../proto/rtp.ts";
import { makeCertificate, type Certificate } from "./certificate.ts";
import { BatchingHandler } from "./batching-handler.ts";
import type { ConnectOptions } from "../connect-options.ts";
import type { JoinMedia, JoinReply } from "../signaling/session.ts";
import { transportOptions } from "./transport-options.ts";

export interface MediaEngineOptions extends Pick<ConnectOptions, "iceTransportPolicy"> {
  /** Tests put mediasoup-client's FakeHandler here. */
  createDevice?: () => Device;
  makeCertificate?: () => Promise<Certificate>;
}

/** Every browser of Chromium's kind describes all tracks of a path at once; the others as mediasoup-client does it. */
function newDevice(): Device {
  return detectDevice() === "Chrome111" ? new Device({ handlerFactory: BatchingHandler.factory }) : new Device();
}

// A Device only holds capabilities, which are the browser's and the profile's: one serves every room of the page.
let sharedDevice: Promise<Device> | undefined;
let spareCertificate: Promise<Certificate> | undefined;

async function loadDevice(capabilities: PlainRtpCapabilities, createDevice: () => Device): Promise<Device> {
  const device = createDevice();
  try {
    await device.load({ routerRtpCapabilities: capabilities as types.RtpCapabilities });
  } catch (cause) {
    throw new HoldfastError("bad_media", "this browser cannot take the room's codecs", { cause });
  }
  return device;
}

/** Stands in the place of a node's end that is not known yet, and is never dialled. */
const nobody: TransportDescription = {
  id: "spare",
  ice: { usernameFragment: "spare", password: "of-nobody-whom-we-know", iceLite: true },
  candidates: [],
  dtls: { role: "auto", fingerprints: [{ algorithm: "sha-256", value: Array(32).fill("00").join(":") }] },
};

export class MediaEngine {
  readonly #createDevice: () => Device;
  readonly #certificate: Promise<Certificate>;
  readonly #iceTransportPolicy: RTCIceTransportPolicy;
  #profile = mediaProfileId;
  #device: Promise<Device>;
  #loaded: { device: Device; certificate: Certificate } | undefined;

  /** Begins loading at once; joinMedia() waits for it. */
  constructor(options: MediaEngineOptions = {}) {
    this.#iceTransportPolicy = options.iceTransportPolicy ?? "all";
    this.#createDevice = options.createDevice ?? newDevice;
    if (options.createDevice) this.#device = loadDevice(routerRtpCapabilities, this.#createDevice);
    else {
      sharedDevice ??= loadDevice(routerRtpCapabilities, this.#createDevice);
      this.#device = sharedDevice;
    }
    this.#certificate = options.makeCertificate?.() ?? spareCertificate ?? makeCertificate();
    spareCertificate = undefined;
    // Whoever awaits them sees the error; until then they must not count as unhandled.
    this.#device.catch(() => {
      sharedDevice = undefined;
    });
    this.#certificate.catch(() => {});
  }

  /** Does what the next room's engine would have to wait for. */
  static async warmUp(): Promise<void> {
    sharedDevice ??= loadDevice(routerRtpCapabilities, newDevice);
    spareCertificate ??= makeCertificate();
    await Promise.all([sharedDevice, spareCertificate]);
  }

  async joinMedia(): Promise<JoinMedia> {
    const [device, certificate] = await Promise.all([this.#device, this.#certificate]);
    this.#loaded = { device, certificate };
    return {
      mediaProfile: this.#profile,
      rtpCapabilities: encodeCapabilities(device.recvRtpCapabilities as PlainRtpCapabilities),
      fingerprints: certificate.fingerprints,
    };
  }

  async loadProfile(reply: JoinReply): Promise<void> {
    this.#device = loadDevice(capabilitiesFromWire(reply.routerRtpCapabilities), this.#createDevice);
    this.#profile = reply.mediaProfile ?? "";
    await this.#device;
  }

  /** @throws HoldfastError not_joined before joinMedia() has resolved. */
  get receiveCapabilities(): types.RtpCapabilities {
    if (!this.#loaded) throw new HoldfastError("not_joined");
    return this.#loaded.device.recvRtpCapabilities;
  }

  createTransport(
    direction: "send" | "recv",
    description: TransportDescription,
    iceServers: readonly wire.IceServer.$Shape[],
  ): types.Transport {
    if (!this.#loaded) throw new HoldfastError("not_joined");
    const { device, certificate } = this.#loaded;
    const options = {
      ...transportOptions(description, certificate.certificate, iceServers),
      iceTransportPolicy: this.#iceTransportPolicy,
    };
    const transport = direction === "send" ? device.createSendTransport(options) : device.createRecvTransport(options);
    // The node connected its side with our fingerprint when it made the transport: nothing is left to say.
    transport.on("connect", (_parameters, done) => done());
    return transport;
  }

  /** Transports for a path that nobody has offered yet, when the browser's handler can connect them later. */
  createSpareTransports(
    receives: boolean,
    iceServers: readonly wire.IceServer.$Shape[],
  ): { send: types.Transport; recv: types.Transport | undefined } | undefined {
    const send = this.createTransport("send", nobody, iceServers);
    if (BatchingHandler.of(send))
      return { send, recv: receives ? this.createTransport("recv", nobody, iceServers) : undefined };
    send.close();
    return undefined;
  }
}
