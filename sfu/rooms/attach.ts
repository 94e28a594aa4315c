// Putting sessions into a room. Joining and coming back after a failover are the same here: one batch, everything that
// can go side by side does, and the answer holds both transports and all that there is to consume.

import { type ErrorCode, HoldfastError } from "../../proto/errors.ts";
import type { ReplicaId } from "../../proto/ids.ts";
import type { PathOffer } from "../../proto/model.ts";
import { traceFields } from "../../proto/trace-context.ts";
import { checkSeats, checkSessionLimits, type NodeLimits } from "../limits.ts";
import type { AttachResult, AttachSession, PathCause } from "../messages.ts";
import { releaseHeldEvents } from "./announcer.ts";
import { consumeTracks } from "./consume.ts";
import { onReceiverConnected } from "./flow.ts";
import { describeMember, type Member } from "./member.ts";
import { describeTransport } from "./path-transports.ts";
import { tellEnded } from "./leave.ts";
import { consumePrepared, dropPrepared, enterPrepared, type Prepared, producePrepared } from "./prepared.ts";
import { endLingering } from "./publish.ts";
import { type AskedPath, readAttach } from "./read-attach.ts";
import type { KnownCapabilities } from "./receive-capabilities.ts";
import type { Room } from "./room.ts";
import { PeerPath } from "./peer-path.ts";
import { isStaleSession } from "./stale-session.ts";
import { TrackMutes } from "./track-mutes.ts";
import type { PathIndex } from "./path-index.ts";
import { tellConsumers } from "./received-track.ts";

/** How long others keep receiving from a session that was replaced, while the new one has not said what it sends. */
const lingerMs = 3_000;

export interface AttachContext {
  replicaId: ReplicaId;
  nodeId: string;
  limits: NodeLimits;
  /** People that the room takes; 0 = as many as there are. */
  maxParticipants: number;
  capabilities: KnownCapabilities;
  index: PathIndex;
  signal: AbortSignal;
}

interface Built extends Prepared {
  asked: AskedPath;
}

/** Never rejects: each session has a result of its own. */
export async function attachSessions(
  room: Room,
  cause: PathCause,
  asks: readonly AttachSession[],
  context: AttachContext,
): Promise<AttachResult[]> {
  room.noteAttach(cause);
  const participants = new Set<string>();
  const outcomes = await Promise.allSettled(
    asks.map((ask) => {
      const participantId = ask.participant?.id ?? "";
      if (participants.has(participantId))
        return Promise.reject(new HoldfastError("bad_request", "the same participant twice in one batch"));
      participants.add(participantId);
      return build(room, ask, context);
    }),
  );
  await consumePrepared(
    room,
    outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : [])),
  );
  // From here to the end nothing is awaited: no event can come between what the offers tell and the sessions' first event.
  const results = outcomes.map((outcome): Built | HoldfastError => {
    if (outcome.status === "rejected") return HoldfastError.from(outcome.reason);
    const { path } = outcome.value;
    const refused = refusal(room, path, cause, context);
    if (refused === undefined) return outcome.value;
    dropPrepared(room, outcome.value);
    room.removePath(path);
    return new HoldfastError(refused);
  });
  const built = results.filter((result): result is Built => !(result instanceof HoldfastError));
  enter(room, built, context.index);
  return results.map((result, i) => {
    const { sessionId = "", traceparent } = asks[i]!;
    const log = room.log.child({ session: sessionId, ...traceFields(traceparent) });
    if (result instanceof HoldfastError) {
      log.info({ error: result.code, detail: result.message }, "session not attached");
      return { sessionId, outcome: "error", error: result.toMessage() };
    }
    log.debug({ path: result.path.id }, "session attached");
    return { sessionId, outcome: "offer", offer: makeOffer(room, result.path, cause, context.nodeId) };
  });
}

function refusal(
  room: Room,
  path: PeerPath,
  cause: PathCause,
  { signal, index }: AttachContext,
): ErrorCode | undefined {
  if (path.closed) return room.closedBecause ?? "cancelled";
  if (signal.aborted) return "cancelled"; // nobody waits for the answer any more
  const ended = index.ended.why(path.sessionId);
  if (ended !== undefined) return ended; // while its path was being built
  const present = room.members.get(path.participantId)?.path;
  return isStaleSession(path.options, present?.options, cause) ? "replaced" : undefined;
}

async function build(
  room: Room,
  ask: AttachSession,
  { replicaId, limits, maxParticipants, capabilities, index }: AttachContext,
): Promise<Built> {
  const asked = readAttach(ask, capabilities);
  if (room.closedBecause) throw new HoldfastError(room.closedBecause);
  const { hidden, participantId } = asked;
  const hasSeat = room.hasSeat(participantId);
  const replaces = room.members.has(participantId) || hasSeat;
  checkSessionLimits({ nodeSessions: index.size, roomParticipants: hidden ? 0 : room.seats, replaces }, limits);
  const returning = hasSeat || (asked.returning && room.comesBack);
  checkSeats({ others: room.seats, hidden, returning }, maxParticipants);
  const path = new PeerPath(asked, replicaId);
  room.addPath(path);
  index.addBuilding(path, room);
  try {
    await path.createTransports(room.router, room.worker.server);
    path.recv?.on("dtlsstatechange", (state) => {
      if (state === "connected") onReceiverConnected(room, path);
    });
    const [tracks] = await Promise.all([
      producePrepared(room, path, ask, new TrackMutes(asked.mutes), limits),
      path.connect(),
      consumeTracks(room, [path], [...room.tracks()]),
    ]);
    return { asked, path, tracks };
  } catch (error) {
    path.close();
    throw room.closedBecause ? new HoldfastError(room.closedBecause, undefined, { cause: error }) : error;
  } finally {
    index.doneBuilding(path);
    if (path.closed) room.removePath(path);
  }
}

/** Makes the sessions their participants' current ones, and tells those who were here before. */
function enter(room: Room, built: readonly Built[], index: PathIndex): void {
  const before = [...room.others()];
  const joined: Member[] = [];
  for (const { asked, path } of built) {
    index.set(path, room);
    const member = room.members.get(asked.participantId);
    member?.mutes.merge(asked.mutes);
    if (member) replace(room, member, asked, path, index);
    else {
      const { participantId: id, name, metadata, joinedAtMs, hidden } = asked;
      const fresh: Member = {
        id,
        name,
        metadata,
        joinedAtMs,
        hidden,
        path,
        tracks: new Map(),
        mutes: new TrackMutes(asked.mutes),
        lingering: undefined,
        lingerTimer: undefined,
      };
      room.members.set(id, fresh);
      if (!hidden) joined.push(fresh);
    }
    // The reply leaves in this turn of the event loop; what follows it must not overtake it.
    path.attached = true;
    setImmediate(() => releaseHeldEvents(room.sink, path));
  }
  const listeners = before.filter((path) => !path.closed);
  for (const member of joined) {
    room.announce(listeners, { body: "participantJoined", participantJoined: { participant: describeMember(member) } });
  }
  for (const { path, tracks } of built) enterPrepared(room, room.members.get(path.participantId)!, tracks, listeners);
}

function replace(room: Room, member: Member, asked: AskedPath, path: PeerPath, index: PathIndex): void {
  const old = member.path;
  endLingering(room, member);
  member.path = path;
  room.removePath(old);
  if (old.sessionId !== path.sessionId) {
    // The same page may still ask for the session before, when the answer to its join did not reach it.
    const samePage = path.options.follows === old.sessionId;
    tellEnded(room.sink, old, samePage ? "session_moved" : "replaced");
    if (!samePage) index.ended.remember(old.sessionId, "replaced");
  }
  index.delete(old);
  if (member.hidden !== asked.hidden) {
    member.hidden = asked.hidden;
    const [participantId, participant] = [member.id, describeMember(member)];
    if (member.hidden)
      room.announce(room.others(path), {
        body: "participantLeft",
        participantLeft: { participantId, reason: "hidden" },
      });
    else room.announce(room.others(path), { body: "participantJoined", participantJoined: { participant } });
  }
  if (member.name !== asked.name || member.metadata !== asked.metadata) {
    member.name = asked.name;
    member.metadata = asked.metadata;
    if (!member.hidden) {
      const event = { participantId: member.id, name: asked.name, metadata: asked.metadata };
      room.announce(room.others(path), { body: "participantUpdated", participantUpdated: event });
    }
  }
  if (member.tracks.size === 0) old.close();
  else {
    old.stopReceiving();
    member.lingering = old;
    member.lingerTimer = setTimeout(() => endLingering(room, member), lingerMs);
  }
}

function makeOffer(room: Room, path: PeerPath, cause: PathCause, nodeId: string): PathOffer {
  return {
    path: {
      id: path.id,
      nodeId,
      epoch: room.epoch,
      send: describeTransport(path.send, room.worker.addresses),
      recv: describeTransport(path.recv, room.worker.addresses),
    },
    cause,
    participants: room.participants(path.participantId),
    consumers: tellConsumers(path.readyConsumers()),
    settled: room.settled,
    role: room.standby ? 1 : 0,
  };
}
