import type { types } from "mediasoup";
import type { ParticipantId, PathId, ReplicaId, SessionId, TrackKey } from "../../proto/ids.ts";
import { newPathId } from "../../proto/ids.ts";
import { consumerMid } from "../../proto/rtp.ts";
import { mediaRequest, workerRequest } from "../media-errors.ts";
import { type NumberedEvent, PathEvents } from "./path-events.ts";
import { createTransports, type PathTransports } from "./path-transports.ts";
import type { ReceiveCapabilities } from "./receive-capabilities.ts";
import type { ReceivedTrack } from "./received-track.ts";
import { SubscriptionIntent } from "./subscription-intent.ts";

export interface PathOptions {
  sessionId: SessionId;
  participantId: ParticipantId;
  /** When its replica made it; Unix time. */
  joinedAtMs: number;
  /** The one that the same page had before. */
  follows: SessionId | undefined;
  /** It was in the room before, as its replica knows. */
  returning: boolean;
  /** What it may publish and receive, to be compared and nothing else. */
  mediaGrants: string;
  hidden: boolean;
  canPublish: boolean;
  canSubscribe: boolean;
  autoSubscribe: boolean;
  capabilities: ReceiveCapabilities;
  fingerprint: types.DtlsFingerprint;
}

/**
 * One client's path on this node: its transports, and the consumers on them. A session that is attached again gets another
 * path.
 *
 *   building --(the attach reply is made)--> attached --> closed
 *                                                `--> released --^
 */
export class PeerPath {
  readonly sessionId: SessionId;
  readonly id: PathId = newPathId();
  readonly participantId: ParticipantId;
  readonly options: PathOptions;
  readonly intent: SubscriptionIntent;
  readonly #consumers = new Map<TrackKey, ReceivedTrack>();
  /** The replica that speaks for it: the one that attached or adopted it last. Its events go there. */
  replicaId: ReplicaId;
  readonly events = new PathEvents();
  heldEvents: NumberedEvent[] | undefined = [];
  attached = false;
  /** The client receives everything on a newer path. What it sends here goes on. */
  released = false;
  /** The client has said what it publishes on this path, and it is published. */
  asserted = false;
  /** DTLS of the receive transport is up. */
  connected = false;
  #transports: PathTransports | undefined;
  readonly #mids = { audio: 0, video: 0 };
  #closed = false;

  constructor(options: PathOptions, replicaId: ReplicaId) {
    this.sessionId = options.sessionId;
    this.participantId = options.participantId;
    this.options = options;
    this.replicaId = replicaId;
    this.intent = new SubscriptionIntent(options.autoSubscribe);
  }

  get closed(): boolean {
    return this.#closed;
  }
  get send(): types.WebRtcTransport | undefined {
    return this.#transports?.send;
  }
  get recv(): types.WebRtcTransport | undefined {
    return this.#transports?.recv;
  }

  get consumers(): ReadonlyMap<TrackKey, ReceivedTrack> {
    return this.#consumers;
  }
  /** Those whose creation is over. */
  readyConsumers(): ReceivedTrack[] {
    return [...this.#consumers.values()].filter(({ consumer }) => consumer !== undefined);
  }
  /** Not replaced, and not dropped. */
  has(received: ReceivedTrack): boolean {
    return this.#consumers.get(received.track.key) === received;
  }
  /** In place of what there was of this track. */
  receive(received: ReceivedTrack): void {
    const before = this.#consumers.get(received.track.key);
    before?.track.gate.leave(before);
    this.#consumers.set(received.track.key, received);
  }
  drop(received: ReceivedTrack): void {
    received.track.gate.leave(received);
    this.#consumers.delete(received.track.key);
  }

  /** @throws HoldfastError node_unavailable */
  async createTransports(router: types.Router, server: types.WebRtcServer): Promise<void> {
    const { canPublish, canSubscribe } = this.options;
    this.#transports = await workerRequest(createTransports({ router, server, canPublish, canSubscribe }));
    if (this.#closed) this.#transports.close();
  }

  /** Makes the transports expect the client's certificate. @throws HoldfastError bad_media, node_unavailable */
  async connect(): Promise<void> {
    await mediaRequest(this.#transports?.connect(this.options.fingerprint) ?? Promise.resolve());
  }

  /** Of the next consumer's media section. A client may describe it before it hears of the consumer. */
  nextMid(kind: types.MediaKind): string {
    return consumerMid(kind, this.#mids[kind]++);
  }

  /** Everything received stops; what is sent goes on until close(). */
  stopReceiving(): void {
    for (const received of this.#consumers.values()) this.drop(received);
    this.#transports?.recv?.close();
  }

  /** Idempotent. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const received of this.#consumers.values()) this.drop(received);
    this.#transports?.close();
  }
}
