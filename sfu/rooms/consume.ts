// Consumers: who receives what. The wish (intent, grants) decides; what exists is brought in line with it.

import type { types } from "mediasoup";
import type { Consumer } from "../../proto/model.ts";
import { parametersToWire } from "../../proto/rtp.ts";
import { mediaRequest } from "../media-errors.ts";
import { updateFlow } from "./flow.ts";
import type { PublishedTrack } from "./published-track.ts";
import type { Room } from "./room.ts";
import type { ConsumerEntry, Session } from "./session.ts";

export function wants(session: Session, track: PublishedTrack): boolean {
  return (
    !session.closed &&
    !session.released &&
    session.recv !== undefined &&
    track.participantId !== session.participantId &&
    session.intent.of(track.id).subscribed
  );
}

/**
 * Creates, for every session, paused consumers of those of the tracks that it wants and does not have: all side by
 * side, then one ConsumersAdded per session (gathering.ts). A session whose offer is not made yet is not told: the offer lists them.
 */
export async function consumeTracks(
  room: Room,
  sessions: Iterable<Session>,
  tracks: readonly PublishedTrack[],
): Promise<void> {
  await Promise.all([...sessions].map((session) => consumeFor(room, session, tracks)));
}

async function consumeFor(room: Room, session: Session, tracks: readonly PublishedTrack[]): Promise<void> {
  const missing = tracks.filter((track) => wants(session, track) && session.consumers.get(track.id)?.track !== track);
  if (missing.length === 0) return;
  const created = await Promise.all(missing.map((track) => createConsumer(room, session, track)));
  if (!session.attached) return;
  // While we waited for the last of these, the first may have gone again, or have been told of in the offer.
  if (created.some((entry) => entry && !entry.told && session.consumers.get(entry.track.id) === entry)) {
    room.gathering.add(session);
  }
}

/** For the message that makes them known to the client. */
export function tellConsumers(entries: readonly ConsumerEntry[]): Consumer[] {
  for (const entry of entries) entry.told = true;
  return entries.map(describeConsumer);
}

/** The entry, or undefined when the client cannot play the track or one of the two is gone by now. */
async function createConsumer(room: Room, session: Session, track: PublishedTrack): Promise<ConsumerEntry | undefined> {
  const createdAtMs = room.clock.nowMs();
  const entry: ConsumerEntry = {
    track,
    createdAtMs,
    told: false,
    resumed: false,
    readyAtMs: undefined,
    flowing: false,
  };
  session.consumers.set(track.id, entry);
  const wish = session.intent.of(track.id);
  let consumer: types.Consumer | undefined;
  try {
    consumer = await mediaRequest(
      session.recv!.consume({
        producerId: track.producer.id,
        rtpCapabilities: session.options.capabilities.for(track.kind, track.mimeType),
        mid: session.nextMid(track.kind),
        paused: true,
        ...preferredLayers(wish.maxSpatialLayer, wish.maxTemporalLayer),
      }),
    );
  } catch (error) {
    const stillThere = !track.producer.closed && !session.closed && session.consumers.get(track.id) === entry;
    if (session.consumers.get(track.id) === entry) session.consumers.delete(track.id);
    if (stillThere)
      room.log.info(
        { session: session.id, track: track.id, cause: (error as Error).message },
        "track cannot be consumed",
      );
    return undefined;
  }
  if (session.consumers.get(track.id) !== entry) {
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
export function readyConsumers(session: Session): ConsumerEntry[] {
  return [...session.consumers.values()].filter((entry) => entry.consumer !== undefined);
}

/** Closes the sessions' consumers of these tracks and tells each session once. */
export function dropConsumers(room: Room, sessions: Iterable<Session>, tracks: readonly PublishedTrack[]): void {
  for (const session of sessions) {
    const consumerIds: string[] = [];
    for (const track of tracks) {
      const entry = session.consumers.get(track.id);
      if (entry?.track !== track) continue;
      session.consumers.delete(track.id);
      if (!entry.consumer) continue;
      if (entry.told) consumerIds.push(entry.consumer.id);
      // With its producer gone the worker has closed it already.
      if (!track.producer.closed) entry.consumer.close();
    }
    if (session.attached && consumerIds.length > 0) {
      room.announce([session], { body: "consumersRemoved", consumersRemoved: { pathId: session.pathId, consumerIds } });
    }
  }
}

/** Brings a session's consumers in line with its intent, which has just changed. */
export async function applyIntent(room: Room, session: Session): Promise<void> {
  const tracks = [...room.tracks()];
  dropConsumers(
    room,
    [session],
    tracks.filter((track) => !wants(session, track)),
  );
  const changes = readyConsumers(session).flatMap((entry) => {
    updateFlow(room, session, entry);
    const wish = session.intent.of(entry.track.id);
    return entry.consumer!.type === "simple"
      ? []
      : [setLayers(entry, layers(wish.maxSpatialLayer, wish.maxTemporalLayer))];
  });
  await Promise.all([consumeTracks(room, [session], tracks), ...changes]);
}

/** The client is ready for these consumers. One that is gone by now is not an error. */
export function resumeConsumers(room: Room, session: Session, consumerIds: readonly string[]): void {
  const wanted = new Set(consumerIds);
  for (const entry of readyConsumers(session)) {
    if (!wanted.has(entry.consumer!.id)) continue;
    entry.resumed = true;
    updateFlow(room, session, entry);
  }
}
