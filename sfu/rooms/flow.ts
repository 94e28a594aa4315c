// Letting media flow to receivers: audio as soon as the client is ready for it, video through the key frame gate.

import { gateWaitMs } from "./key-frame-gate.ts";
import type { PublishedTrack } from "./published-track.ts";
import type { Room } from "./room.ts";
import type { ConsumerEntry, PeerPath } from "./peer-path.ts";

function isReady(path: PeerPath, { track, resumed }: ConsumerEntry): boolean {
  return resumed && !path.intent.of(track.key).paused && (track.kind === "audio" || path.connected);
}

/**
 * Brings the consumer in line with whether the client is ready for it and wants it. In a standby room nothing flows,
 * and who is ready is only remembered.
 */
export function updateFlow(room: Room, path: PeerPath, entry: ConsumerEntry): void {
  const { track, consumer } = entry;
  if (!consumer || room.standby) return;
  if (!isReady(path, entry)) {
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
  for (const path of room.paths) {
    const entry = path.consumers.get(track.key);
    if (entry?.track === track && !path.intent.of(track.key).paused) receivers.push(entry);
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
  const { path, id } = track;
  if (!wasHeld || !path.attached) return;
  const event = { pathId: path.id, trackIds: [id] };
  room.announce([path], { body: "receiversReady", receiversReady: event });
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
  for (const path of room.paths) {
    for (const entry of path.consumers.values()) {
      if (entry.consumer && isReady(path, entry)) entry.readyAtMs ??= nowMs;
    }
  }
  for (const path of room.paths) {
    for (const entry of path.consumers.values()) updateFlow(room, path, entry);
  }
  for (const track of room.tracks()) if (track.kind === "audio") release(track);
}

/** The session's receive transport is connected: what was ready but for that may flow. */
export function onReceiverConnected(room: Room, path: PeerPath): void {
  path.connected = true;
  for (const entry of path.consumers.values()) updateFlow(room, path, entry);
}
