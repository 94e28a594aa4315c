import { encodeEvent } from "../../proto/cluster-codec.ts";
import type { PathId, ReplicaId, SessionId } from "../../proto/ids.ts";
import type { Event, NodeEvent } from "../messages.ts";
import type { NumberedEvent, PathEvents } from "./path-events.ts";

/** Whom an event is for, and which replica speaks with it. */
export interface Listener {
  readonly sessionId: SessionId;
  readonly id: PathId;
  readonly replicaId: ReplicaId;
  readonly events: PathEvents;
  /** Events kept back until the session's replica has the reply that tells it of the path. */
  heldEvents: NumberedEvent[] | undefined;
}

/** Takes events to replicas; what a replica that is away for a moment misses is the taker's concern. */
export interface NodeEventSink {
  deliver(replicaId: ReplicaId, event: NodeEvent): void;
  broadcast(event: NodeEvent): void;
}

interface Target {
  sessionId: SessionId;
  pathId: PathId;
  seq: number;
}

/**
 * Sends an event to sessions, as the next one of each path: encoded once, and in one message per replica, whatever the
 * number of its sessions.
 */
export function announce(sink: NodeEventSink, listeners: Iterable<Listener>, event: Event): void {
  const byReplica = new Map<ReplicaId, Target[]>();
  let encoded: Uint8Array | undefined;
  for (const listener of listeners) {
    encoded ??= encodeEvent(event);
    const numbered = listener.events.add(encoded);
    if (listener.heldEvents) {
      listener.heldEvents.push(numbered);
      continue;
    }
    const target = { sessionId: listener.sessionId, pathId: listener.id, seq: numbered.seq };
    const targets = byReplica.get(listener.replicaId);
    if (targets) targets.push(target);
    else byReplica.set(listener.replicaId, [target]);
  }
  for (const [replicaId, targets] of byReplica) {
    sink.deliver(replicaId, { body: "sessionEvent", sessionEvent: { targets, event: encoded } });
  }
}

export function releaseHeldEvents(sink: NodeEventSink, listener: Listener): void {
  const { sessionId, id: pathId, replicaId, heldEvents = [] } = listener;
  listener.heldEvents = undefined;
  for (const { seq, event } of heldEvents) {
    const targets = [{ sessionId, pathId, seq }];
    sink.deliver(replicaId, { body: "sessionEvent", sessionEvent: { targets, event } });
  }
}
