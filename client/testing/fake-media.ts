// A Device on mediasoup-client's FakeHandler: no peer connections, but real transports, producers and consumers.

import { Device } from "mediasoup-client";
import * as fakeParameters from "mediasoup-client/fakeParameters";
import { FakeHandler } from "mediasoup-client/handlers/FakeHandler";
import { FakeMediaStreamTrack } from "fake-mediastreamtrack";
import { routerRtpCapabilities } from "../../proto/generated/media-profile.ts";
import { wire, type Consumer } from "../../proto/model.ts";
import {
  kindToWire,
  parametersToWire,
  type Kind,
  type PlainRtpCapabilities,
  type PlainRtpParameters,
} from "../../proto/rtp.ts";
import type { Certificate } from "../connections/certificate.ts";

/** Every transport that was made, oldest first; a test may break one. */
export class FakeMedia {
  readonly handlers: FakeHandler[] = [];
  /** Those that are not closed. */
  readonly open = new Set<FakeHandler>();
  /** False: transports dial for ever. */
  connects = true;

  readonly createDevice = (): Device => {
    const factory = FakeHandler.createFactory({
      ...fakeParameters,
      generateNativeRtpCapabilities: () => structuredClone(routerRtpCapabilities as PlainRtpCapabilities) as never,
    });
    return new Device({
      handlerFactory: {
        ...factory,
        factory: (options) => {
          const handler = factory.factory(options) as FakeHandler;
          this.handlers.push(handler);
          this.open.add(handler);
          const close = handler.close.bind(handler);
          handler.close = () => {
            this.open.delete(handler);
            close();
          };
          handler.on("@connectionstatechange", (state: string) => {
            if (state === "connecting" && this.connects) setTimeout(() => handler.setConnectionState("connected"));
          });
          return handler;
        },
      },
    });
  };

  readonly makeCertificate = async (): Promise<Certificate> => ({
    certificate: undefined,
    fingerprints: [{ algorithm: "sha-256", value: "01:02" }],
  });
}

export const fakeTrack = (kind: Kind): MediaStreamTrack =>
  new FakeMediaStreamTrack({ kind }) as unknown as MediaStreamTrack;

/** A consumer of bob's as a node describes it. */
export function fakeConsumer(kind: Kind, trackId: string, participantId = "bob"): Consumer {
  const codec = routerRtpCapabilities.codecs?.find((candidate) => candidate.kind === kind);
  const rtp = {
    mid: trackId,
    codecs: [{ ...codec, payloadType: codec?.preferredPayloadType ?? 0 }],
    encodings: [{ ssrc: 1_234 }],
    rtcp: { cname: participantId },
  } as PlainRtpParameters;
  return { id: trackId, trackId, participantId, kind: kindToWire(kind), rtp: parametersToWire(rtp) };
}

export const fakeRemoteTrack = (kind: Kind, id: string) => ({
  id,
  kind: kindToWire(kind),
  source: wire.TrackSource.OTHER,
  name: "",
  muted: false,
});
