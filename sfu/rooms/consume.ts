// Consumers: who receives what. The wish (intent, grants) decides; what exists is brought in line with it.

import type { types } from "mediasoup";
import { mediaRequest } from "../media-errors.ts";
import { updateFlow } from "./flow.ts";
import type { PeerPath } from "./peer-path.ts";
import type { PublishedTrack } from "./published-track.ts";
import { ReceivedTrack } from "./received-track.ts";
import type { Room } from "./room.ts";

function wants(path: PeerPath, track: PublishedTrack): boolean {
  return (
    !path.closed &&
    !path.released &&
    path.recv !== undefined &&
    track.participantId !== path.participantId &&
    path.intent.of(track.key).subscribed
  );
}

/**
 * Creates, for every path, paused consumers of those of the tracks that it wants and does not have: all side by side, then
 * one ConsumersAdded per path (gathering.ts). A path whose offer is not made yet is not told: the offer lists them.
 */
export async function consumeTracks(
  room: Room,
  paths: Iterable<PeerPath>,
  tracks: readonly PublishedTrack[],
): Promise<void> {
  await Promise.all([...paths].map((path) => consumeFor(room, path, tracks)));
}

async function consumeFor(room: Room, path: PeerPath, tracks: readonly PublishedTrack[]): Promise<void> {
  const missing = tracks.filter((track) => wants(path, track) && path.consumers.get(track.key)?.track !== track);
  if (missing.length === 0) return;
  const created = await Promise.all(missing.map((track) => createConsumer(room, path, track)));
  if (!path.attached) return;
  // While we waited for the last of these, the first may have gone again, or have been told of in the offer.
  if (created.some((received) => received && !received.told && path.has(received))) room.gathering.add(path);
}

/** Undefined when the client cannot play the track, or one of the two is gone by now. */
async function createConsumer(room: Room, path: PeerPath, track: PublishedTrack): Promise<ReceivedTrack | undefined> {
  const wish = path.intent.of(track.key);
  const received = new ReceivedTrack(track, wish, room.clock.nowMs());
  path.receive(received);
  if (track.kind === "video" && !wish.paused) track.gate.coming(received);
  let consumer: types.Consumer;
  try {
    consumer = await mediaRequest(
      path.recv!.consume({
        producerId: track.producer.id,
        rtpCapabilities: path.options.capabilities.for(track.kind, track.mimeType),
        mid: path.nextMid(track.kind),
        paused: true,
        preferredLayers: received.layers,
      }),
    );
  } catch (error) {
    if (!path.has(received)) return undefined;
    path.drop(received);
    if (!track.producer.closed && !path.closed)
      room.log.info(
        { session: path.sessionId, track: track.key, cause: (error as Error).message },
        "track cannot be consumed",
      );
    return undefined;
  }
  if (!path.has(received)) {
    consumer.close(); // unsubscribed, unpublished or replaced in the meantime
    return undefined;
  }
  received.consumer = consumer;
  // The wish may have changed in the meantime.
  await received.prefer(path.intent.of(track.key)).catch(() => {});
  return received;
}

/** Closes the paths' consumers of these tracks and tells each path's client once. */
export function dropConsumers(room: Room, paths: Iterable<PeerPath>, tracks: readonly PublishedTrack[]): void {
  for (const path of paths) {
    const consumerIds: string[] = [];
    for (const track of tracks) {
      const received = path.consumers.get(track.key);
      if (received?.track !== track) continue;
      path.drop(received);
      if (!received.consumer) continue;
      if (received.told) consumerIds.push(received.consumer.id);
      // With its producer gone the worker has closed it already.
      if (!track.producer.closed) received.consumer.close();
    }
    if (path.attached && consumerIds.length > 0) {
      room.announce([path], { body: "consumersRemoved", consumersRemoved: { pathId: path.id, consumerIds } });
    }
  }
}

/** Brings a path's consumers in line with its intent, which has just changed. */
export async function applyIntent(room: Room, path: PeerPath): Promise<void> {
  const tracks = [...room.tracks()];
  dropConsumers(
    room,
    [path],
    tracks.filter((track) => !wants(path, track)),
  );
  const changes = path.readyConsumers().map((received) => {
    updateFlow(room, path, received);
    return received.prefer(path.intent.of(received.track.key));
  });
  await Promise.all([consumeTracks(room, [path], tracks), ...changes]);
}

/** The client is ready for these consumers. One that is gone by now is not an error. */
export function resumeConsumers(room: Room, path: PeerPath, consumerIds: readonly string[]): void {
  const wanted = new Set(consumerIds);
  for (const received of path.readyConsumers()) {
    if (!wanted.has(received.consumer!.id)) continue;
    received.resumed = true;
    updateFlow(room, path, received);
  }
}
