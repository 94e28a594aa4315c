// Letting media flow to receivers: audio as soon as the client is ready for it, video through the key frame gate.

import type { SilentTrack } from "../messages.ts";
import type { PeerPath } from "./peer-path.ts";
import type { PublishedTrack } from "./published-track.ts";
import type { ReceivedTrack } from "./received-track.ts";
import type { Room } from "./room.ts";

const isWanted = (path: PeerPath, { track }: ReceivedTrack): boolean => !path.intent.of(track.key).paused;

const isReady = (path: PeerPath, { track, resumed }: ReceivedTrack): boolean =>
  resumed && (track.kind === "audio" || path.connected);

/**
 * Brings the consumer in line with whether the client is ready for it and wants it. In a standby room nothing flows,
 * and who is ready is only remembered.
 */
export function updateFlow(room: Room, path: PeerPath, received: ReceivedTrack): void {
  const { track, consumer, flowing } = received;
  if (!consumer || room.standby) return;
  if (!isWanted(path, received)) {
    track.gate.leave(received);
    if (flowing) received.pause();
  } else if (!flowing) {
    if (track.kind === "audio") {
      if (isReady(path, received)) received.start();
    } else if (isReady(path, received)) {
      track.gate.ready(received, room.clock.nowMs());
      openGate(room, track);
    } else track.gate.coming(received);
  }
}

/** More say nothing that the first ones do not. */
const maxSilent = 500;

/**
 * Tracks that should be coming and are not: the publisher has nothing to send, or its network is gone. The worker scores a
 * stream 0 after 1.5 s without a packet, one with DTX after 5 s.
 */
export function silentTracks(rooms: Iterable<Room>): SilentTrack[] {
  const silent: SilentTrack[] = [];
  for (const room of rooms) {
    if (room.standby) continue;
    for (const { id: trackId, participantId, producer, mute, held } of room.tracks()) {
      const { score } = producer;
      if (mute.muted || held || score.length === 0 || score.some((stream) => stream.score > 0)) continue;
      if (silent.push({ room: room.name, participantId, trackId }) === maxSilent) return silent;
    }
  }
  return silent;
}

/** Starts those of the track's receivers that are ready, now or when the gate's wait is over. */
function openGate(room: Room, track: PublishedTrack): void {
  if (track.gateTimer && track.gate.isAwaiting) return;
  const waitMs = track.gate.waitMs(room.clock.nowMs());
  if (waitMs > 0) {
    track.gateTimer = setTimeout(() => {
      track.gateTimer = undefined;
      openGate(room, track);
    }, waitMs);
    return;
  }
  clearTimeout(track.gateTimer);
  track.gateTimer = undefined;
  for (const receiver of track.gate.open()) receiver.start();
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
  // Closed meanwhile, or its worker is gone: whoever closed it has told.
  if (!track.mute.muted) track.producer.resume().catch(() => {});
}

/**
 * The standby is the room now: everything flows to those who are ready, in one go, so that the key frame that a sender
 * is asked for is for all of them. Who is not ready by now is not waited for, but joins as anywhere.
 */
export function startAll(room: Room): void {
  const nowMs = room.clock.nowMs();
  for (const path of room.paths)
    for (const received of path.consumers.values()) {
      const { consumer, track } = received;
      if (consumer && track.kind === "video" && isWanted(path, received) && isReady(path, received))
        track.gate.ready(received, nowMs);
    }
  for (const path of room.paths) for (const received of path.consumers.values()) updateFlow(room, path, received);
  for (const track of room.tracks()) if (track.kind === "audio") release(track);
}

/** The path's receive transport is connected: what was ready but for that may flow. */
export function onReceiverConnected(room: Room, path: PeerPath): void {
  path.connected = true;
  for (const received of path.consumers.values()) updateFlow(room, path, received);
}
