// Letting media flow to receivers: audio as soon as the client is ready for it, video through the key frame gate.

import { gateWaitMs } from "./key-frame-gate.ts";
import type { PublishedTrack } from "./published-track.ts";
import type { Room } from "./room.ts";
import type { ConsumerEntry, Session } from "./session.ts";

function isReady(session: Session, { track, resumed }: ConsumerEntry): boolean {
  return resumed && !session.intent.of(track.id).paused && (track.kind === "audio" || session.connected);
}

/**
 * Brings the consumer in line with whether the client is ready for it and wants it. In a standby room nothing flows,
 * and who is ready is only remembered.
 */
export function updateFlow(room: Room, session: Session, entry: ConsumerEntry): void {
  const { track, consumer } = entry;
  if (!consumer || room.standby) return;
  if (!isReady(session, entry)) {
    entry.readyAtMs = undefined;
    if (!entry.flowing) return;
    entry.flowing = false;
    consumer.pause().catch(ignoreClosed);
  } else if (!entry.flowing) {
    entry.readyAtMs ??= room.clock.nowMs();
    if (track.kind === "audio") start(entry);
    else openGate(room, track);
  }
}

/** Starts those of the track's receivers that are ready, now or when the gate's wait is over. */
function openGate(room: Room, track: PublishedTrack): void {
  const receivers: ConsumerEntry[] = [];
  for (const session of room.sessions) {
    const entry = session.consumers.get(track.id);
    if (entry?.track === track && !session.intent.of(track.id).paused) receivers.push(entry);
  }
  const waitMs = gateWaitMs(receivers, room.clock.nowMs());
  if (waitMs > 0) {
    track.gateTimer ??= setTimeout(() => {
      track.gateTimer = undefined;
      openGate(room, track);
    }, waitMs);
    return;
  }
  for (const entry of receivers) if (entry.readyAtMs !== undefined && !entry.flowing) start(entry);
  const wasHeld = track.held;
  release(track);
  const { session, id } = track;
  if (!wasHeld || !session.attached) return;
  const event = { pathId: session.pathId, trackIds: [id] };
  room.announce([session], { body: "receiversReady", receiversReady: event });
}

/**
 * The worker handles this after the receivers' requests, and asks the sender for one key frame for all of them. A
 * producer that is not paused asks at its first packet already, which is before any receiver is ready: that key frame
 * is lost on everybody, and libwebrtc makes no other for 300 ms.
 */
export function release(track: PublishedTrack): void {
  if (!track.held) return;
  track.held = false;
  if (!track.muted) track.producer.resume().catch(ignoreClosed);
}

function start(entry: ConsumerEntry): void {
  entry.flowing = true;
  entry.consumer?.resume().catch(ignoreClosed);
}

/** The consumer, its track or the worker went away while the request was under way: whoever closed it has told. */
function ignoreClosed(): void {}

/**
 * The standby is the room now: everything flows to those who are ready, in one go, so that the key frame that a sender
 * is asked for is for all of them. Who is not ready by now is not waited for, but joins as anywhere.
 */
export function startAll(room: Room): void {
  const nowMs = room.clock.nowMs();
  for (const session of room.sessions) {
    for (const entry of session.consumers.values()) {
      if (entry.consumer && isReady(session, entry)) entry.readyAtMs ??= nowMs;
    }
  }
  for (const session of room.sessions) {
    for (const entry of session.consumers.values()) updateFlow(room, session, entry);
  }
  for (const track of room.tracks()) if (track.kind === "audio") release(track);
}

/** The session's receive transport is connected: what was ready but for that may flow. */
export function onReceiverConnected(room: Room, session: Session): void {
  session.connected = true;
  for (const entry of session.consumers.values()) updateFlow(room, session, entry);
}
