import type { PathId, ReplicaId, SessionId } from "../../proto/ids.ts";
import type { Event, NodeEvent } from "../messages.ts";

/** Whom an event is for, and which replica speaks with it. */
export interface Listener {
  readonly id: SessionId;
  readonly pathId: PathId;
  readonly replicaId: ReplicaId;
  /** Events kept back until the session's replica has the reply that tells it of the session. */
  heldEvents: Event[] | undefined;
}

/** Takes events to replicas; what a replica that is away for a moment misses is the taker's concern. */
export interface NodeEventSink {
  deliver(replicaId: ReplicaId, event: NodeEvent): void;
  broadcast(event: NodeEvent): void;
}

/** Sends an event to sessions: one message per replica, whatever the number of its sessions. */
export function announce(sink: NodeEventSink, listeners: Iterable<Listener>, event: Event): void {
  const byReplica = new Map<ReplicaId, { sessionId: SessionId; pathId: PathId }[]>();
  for (const listener of listeners) {
    if (listener.heldEvents) {
      listener.heldEvents.push(event);
      continue;
    }
    const target = { sessionId: listener.id, pathId: listener.pathId };
    const targets = byReplica.get(listener.replicaId);
    if (targets) targets.push(target);
    else byReplica.set(listener.replicaId, [target]);
  }
  for (const [replicaId, targets] of byReplica) {
    sink.deliver(replicaId, { body: "sessionEvent", sessionEvent: { targets, event } });
  }
}

export function releaseHeldEvents(sink: NodeEventSink, listener: Listener): void {
  const events = listener.heldEvents ?? [];
  listener.heldEvents = undefined;
  for (const event of events) announce(sink, [listener], event);
}
