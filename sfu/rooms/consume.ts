// Consumers: who receives what. The wish (intent, grants) decides; what exists is brought in line with it.

import type { types } from "mediasoup";
import type { Consumer } from "../../proto/model.ts";
import { parametersToWire } from "../../proto/rtp.ts";
import { mediaRequest } from "../media-errors.ts";
import { updateFlow } from "./flow.ts";
import type { PublishedTrack } from "./published-track.ts";
import type { Room } from "./room.ts";
import type { ConsumerEntry, PeerPath } from "./peer-path.ts";

export function wants(path: PeerPath, track: PublishedTrack): boolean {
  return (
    !path.closed &&
    !path.released &&
    path.recv !== undefined &&
    track.participantId !== path.participantId &&
    path.intent.of(track.key).subscribed
  );
}

/**
 * Creates, for every session, paused consumers of those of the tracks that it wants and does not have: all side by
 * side, then one ConsumersAdded per session (gathering.ts). A session whose offer is not made yet is not told: the offer lists them.
 */
export async function consumeTracks(
  room: Room,
  sessions: Iterable<PeerPath>,
  tracks: readonly PublishedTrack[],
): Promise<void> {
  await Promise.all([...sessions].map((path) => consumeFor(room, path, tracks)));
}

async function consumeFor(room: Room, path: PeerPath, tracks: readonly PublishedTrack[]): Promise<void> {
  const missing = tracks.filter((track) => wants(path, track) && path.consumers.get(track.key)?.track !== track);
  if (missing.length === 0) return;
  const created = await Promise.all(missing.map((track) => createConsumer(room, path, track)));
  if (!path.attached) return;
  // While we waited for the last of these, the first may have gone again, or have been told of in the offer.
  if (created.some((entry) => entry && !entry.told && path.consumers.get(entry.track.key) === entry)) {
    room.gathering.add(path);
  }
}

/** For the message that makes them known to the client. */
export function tellConsumers(entries: readonly ConsumerEntry[]): Consumer[] {
  for (const entry of entries) entry.told = true;
  return entries.map(describeConsumer);
}

/** The entry, or undefined when the client cannot play the track or one of the two is gone by now. */
async function createConsumer(room: Room, path: PeerPath, track: PublishedTrack): Promise<ConsumerEntry | undefined> {
  const createdAtMs = room.clock.nowMs();
  const entry: ConsumerEntry = {
    track,
    createdAtMs,
    told: false,
    resumed: false,
    readyAtMs: undefined,
    flowing: false,
  };
  path.consumers.set(track.key, entry);
  const wish = path.intent.of(track.key);
  let consumer: types.Consumer | undefined;
  try {
    consumer = await mediaRequest(
      path.recv!.consume({
        producerId: track.producer.id,
        rtpCapabilities: path.options.capabilities.for(track.kind, track.mimeType),
        mid: path.nextMid(track.kind),
        paused: true,
        ...preferredLayers(wish.maxSpatialLayer, wish.maxTemporalLayer),
      }),
    );
  } catch (error) {
    const stillThere = !track.producer.closed && !path.closed && path.consumers.get(track.key) === entry;
    if (path.consumers.get(track.key) === entry) path.consumers.delete(track.key);
    if (stillThere)
      room.log.info(
        { session: path.sessionId, track: track.id, cause: (error as Error).message },
        "track cannot be consumed",
      );
    return undefined;
  }
  if (path.consumers.get(track.key) !== entry) {
    consumer.close(); // unsubscribed, unpublished or replaced in the meantime
    return undefined;
  }
  entry.consumer = consumer;
  return entry;
}

const preferredLayers = (
  spatial: number | undefined,
  temporal: number | undefined,
): { preferredLayers?: types.ConsumerLayers } =>
  spatial === undefined && temporal === undefined ? {} : { preferredLayers: layers(spatial, temporal) };

/** The worker cuts both down to what the producer has. */
const noLimit = 7;
function layers(spatial: number | undefined, temporal: number | undefined): types.ConsumerLayers {
  return { spatialLayer: spatial ?? noLimit, temporalLayer: temporal ?? noLimit };
}

async function setLayers({ consumer }: ConsumerEntry, wanted: types.ConsumerLayers): Promise<void> {
  try {
    await mediaRequest(consumer!.setPreferredLayers(wanted));
  } catch (error) {
    if (!consumer!.closed) throw error;
  }
}

export function describeConsumer({ track, consumer }: ConsumerEntry): Consumer {
  return {
    id: consumer!.id,
    trackId: track.id,
    participantId: track.participantId,
    kind: track.kind === "audio" ? 1 : 2,
    rtp: parametersToWire(consumer!.rtpParameters),
  };
}

/** Consumers whose creation is over. */
export function readyConsumers(path: PeerPath): ConsumerEntry[] {
  return [...path.consumers.values()].filter((entry) => entry.consumer !== undefined);
}

/** Closes the sessions' consumers of these tracks and tells each session once. */
export function dropConsumers(room: Room, sessions: Iterable<PeerPath>, tracks: readonly PublishedTrack[]): void {
  for (const path of sessions) {
    const consumerIds: string[] = [];
    for (const track of tracks) {
      const entry = path.consumers.get(track.key);
      if (entry?.track !== track) continue;
      path.consumers.delete(track.key);
      if (!entry.consumer) continue;
      if (entry.told) consumerIds.push(entry.consumer.id);
      // With its producer gone the worker has closed it already.
      if (!track.producer.closed) entry.consumer.close();
    }
    if (path.attached && consumerIds.length > 0) {
      room.announce([path], { body: "consumersRemoved", consumersRemoved: { pathId: path.id, consumerIds } });
    }
  }
}

/** Brings a session's consumers in line with its intent, which has just changed. */
export async function applyIntent(room: Room, path: PeerPath): Promise<void> {
  const tracks = [...room.tracks()];
  dropConsumers(
    room,
    [path],
    tracks.filter((track) => !wants(path, track)),
  );
  const changes = readyConsumers(path).flatMap((entry) => {
    updateFlow(room, path, entry);
    const wish = path.intent.of(entry.track.key);
    return entry.consumer!.type === "simple"
      ? []
      : [setLayers(entry, layers(wish.maxSpatialLayer, wish.maxTemporalLayer))];
  });
  await Promise.all([consumeTracks(room, [path], tracks), ...changes]);
}

/** The client is ready for these consumers. One that is gone by now is not an error. */
export function resumeConsumers(room: Room, path: PeerPath, consumerIds: readonly string[]): void {
  const wanted = new Set(consumerIds);
  for (const entry of readyConsumers(path)) {
    if (!wanted.has(entry.consumer!.id)) continue;
    entry.resumed = true;
    updateFlow(room, path, entry);
  }
}
