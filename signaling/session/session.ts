// One participant's presence in a room, as its replica sees it: who it is, how to attach it to a node, where its path
// is, and the socket that its events go to.

import type { Logger } from "../../base/logger.ts";
import type { Event } from "../../proto/codec.ts";
import type { HoldfastError } from "../../proto/errors.ts";
import type { NodeId, ParticipantId, PathId, RoomName, SessionId } from "../../proto/ids.ts";
import type { holdfast as wire } from "../../proto/generated/cluster.js";
import type { Grants } from "../grants.ts";
import { nextSessionState, type SessionState } from "./session-state.ts";

export type EventBody = Omit<Event, "seq">;

/** Where a session's events go: its client's socket. */
export interface EventSink {
  sendEvent(event: Event): void;
  /** The session is over; ends the socket with the error's close code. */
  end(error: HoldfastError): void;
}

export interface SessionOptions {
  id: SessionId;
  room: RoomName;
  participantId: ParticipantId;
  grants: Grants;
  attach: wire.AttachSession.$Shape;
  sink: EventSink;
  log: Logger;
}

/** Events that a node may send before its offer has reached the client. */
const maxHeldEvents = 256;

export class Session {
  readonly id: SessionId;
  readonly room: RoomName;
  readonly participantId: ParticipantId;
  readonly grants: Grants;
  /** What the session's node needs to know of it, at every attach. */
  readonly attach: wire.AttachSession.$Shape;
  readonly log: Logger;
  #sink: EventSink | undefined;
  #state: SessionState = "attaching";
  #nodeId: NodeId | undefined;
  #pathId: PathId | undefined;
  #seq = 0;
  /** While an offer is under way, events of its node wait here, so that they do not overtake it. */
  #held: EventBody[] | undefined = [];

  constructor(options: SessionOptions) {
    this.id = options.id;
    this.room = options.room;
    this.participantId = options.participantId;
    this.grants = options.grants;
    this.attach = options.attach;
    this.log = options.log;
    this.#sink = options.sink;
  }

  get state(): SessionState {
    return this.#state;
  }
  get nodeId(): NodeId | undefined {
    return this.#nodeId;
  }
  get pathId(): PathId | undefined {
    return this.#pathId;
  }
  get connected(): boolean {
    return this.#sink !== undefined;
  }

  /** An Attach for this session is about to be sent to the node: only that one's events count from now on. */
  expectOfferFrom(nodeId: NodeId): void {
    this.#nodeId = nodeId;
    this.#held = [];
  }

  /** The offer is on its way to the client; held events follow it in the next turn. */
  attached(pathId: PathId): void {
    this.#pathId = pathId;
    this.#next("attached");
    setImmediate(() => {
      const held = this.#held ?? [];
      this.#held = undefined;
      for (const event of held) this.send(event);
    });
  }

  pathLost(event: wire.Recovering.$Shape): void {
    this.#next("pathLost");
    this.send({ body: "recovering", recovering: event });
  }

  /** An event of the node, to be dropped when it is not the session's node (any more). */
  relay(from: NodeId, event: EventBody): void {
    if (from !== this.#nodeId) return;
    if (!this.#held) this.send(event);
    else if (this.#held.length < maxHeldEvents) this.#held.push(event);
  }

  send(event: EventBody): void {
    if (this.#state === "closed") return;
    this.#sink?.sendEvent({ ...event, seq: ++this.#seq } as Event);
  }

  /** The socket is gone; the session waits for its end or for a successor. */
  disconnect(): void {
    this.#sink = undefined;
  }

  /** Ends the session towards its client. Idempotent. Before it has joined, the join's own reply tells why. */
  close(error: HoldfastError): void {
    if (this.#state === "closed") return;
    if (this.#state === "attaching") this.#sink = undefined;
    this.send({ body: "sessionClosed", sessionClosed: { error: error.toMessage() } });
    this.#next("closed");
    this.#sink?.end(error);
    this.#sink = undefined;
  }

  #next(event: "attached" | "pathLost" | "closed"): void {
    this.#state = nextSessionState(this.#state, event);
  }
}
