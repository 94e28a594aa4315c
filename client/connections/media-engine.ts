// What a Join says of this client's media, and the connections that its paths are made of.

import { encodeCapabilities } from "../../proto/capabilities.ts";
import { mediaProfileId, routerRtpCapabilities } from "../../proto/generated/media-profile.ts";
import { capabilitiesFromWire, type PlainRtpCapabilities } from "../../proto/rtp.ts";
import type { JoinMedia, JoinReply } from "../signaling/signaling-client.ts";
import type { Connections } from "./connections.ts";

export class MediaEngine {
  readonly connections: Connections;
  #profile = mediaProfileId;
  #capabilities: Promise<PlainRtpCapabilities>;

  /** Begins loading at once; joinMedia() waits for it. */
  constructor(connections: Connections) {
    this.connections = connections;
    this.#capabilities = connections.load(routerRtpCapabilities);
    // Whoever awaits it sees the error; until then it must not count as unhandled.
    this.#capabilities.catch(() => {});
  }

  /** @throws HoldfastError bad_media when the browser cannot take the room's codecs. */
  async joinMedia(): Promise<JoinMedia> {
    const [capabilities, fingerprints] = await Promise.all([this.#capabilities, this.connections.fingerprints()]);
    return { mediaProfile: this.#profile, rtpCapabilities: encodeCapabilities(capabilities), fingerprints };
  }

  async loadProfile(reply: JoinReply): Promise<void> {
    this.#capabilities = this.connections.load(capabilitiesFromWire(reply.routerRtpCapabilities));
    this.#profile = reply.mediaProfile ?? "";
    await this.#capabilities;
  }
}
