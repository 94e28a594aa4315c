// What clients said ahead that they will send on the paths that are being made for them now. After a failover, everybody's
// producers and consumers are there with the first answer of the node; otherwise each client would have to say what it
// sends before the others could be told what they receive.

import { HoldfastError } from "../../proto/errors.ts";
import type { TrackOffer } from "../../proto/model.ts";
import { checkTrackLimit, type NodeLimits } from "../limits.ts";
import type { AttachSession } from "../messages.ts";
import { consumeTracks, dropConsumers } from "./consume.ts";
import type { Member } from "./member.ts";
import { produceTracks, readOffers, takeTracks, tellPublished } from "./publish.ts";
import type { PublishedTrack } from "./published-track.ts";
import type { Room } from "./room.ts";
import type { PeerPath } from "./peer-path.ts";
import type { TrackMutes } from "./track-mutes.ts";

export interface Prepared {
  path: PeerPath;
  tracks: readonly PublishedTrack[];
}

/**
 * Producers of what is prepared. What cannot be made is left out: the client asserts it as it would without. So it is
 * for somebody whose older path is here, and goes on until the new one is in use.
 */
export async function producePrepared(
  room: Room,
  path: PeerPath,
  { prepared }: AttachSession,
  mutes: TrackMutes,
  limits: NodeLimits,
): Promise<PublishedTrack[]> {
  const hasTracks = (room.members.get(path.participantId)?.tracks.size ?? 0) > 0;
  if (!prepared?.tracks?.length || room.standby || hasTracks) return [];
  try {
    path.intent.update(prepared.subscriptions ?? [], { whole: true });
    const offers = readPrepared(prepared.tracks, limits);
    return await produceTracks(
      room,
      path,
      offers.map((offer) => ({ ...offer, mute: mutes.heard(offer.id, offer.mute) })),
    );
  } catch (error) {
    const { code, message: detail } = HoldfastError.from(error);
    room.log.info({ session: path.sessionId, error: code, detail }, "prepared tracks left out");
    return [];
  }
}

function readPrepared(tracks: readonly TrackOffer[], limits: NodeLimits) {
  const offers = readOffers(tracks);
  checkTrackLimit(offers.length, limits);
  return offers;
}

/** Those that come together receive each other; their offers will list it. */
export async function consumePrepared(room: Room, prepared: readonly Prepared[]): Promise<void> {
  const tracks = prepared.flatMap((one) => one.tracks);
  const sessions = prepared.map(({ path }) => path);
  if (tracks.length > 0) await consumeTracks(room, sessions, tracks);
}

/** The session is in the room now, and so are its tracks. `listeners` were there before it. */
export function enterPrepared(
  room: Room,
  member: Member,
  tracks: readonly PublishedTrack[],
  listeners: readonly PeerPath[],
): void {
  if (tracks.length === 0) return;
  // While these were made, the participant has published on an older path: that goes on until this one is in use.
  if (member.tracks.size > 0) return withdraw(room, tracks);
  const others = listeners.filter((path) => path.participantId !== member.id);
  tellPublished(room, member, takeTracks(room, member, tracks), others);
  // Those that are being built just now would find them nowhere: what they receive was looked for before.
  void consumeTracks(room, room.paths, tracks);
}

/** The session is refused after all. */
export function dropPrepared(room: Room, { path, tracks }: Prepared): void {
  path.close();
  withdraw(room, tracks);
}

function withdraw(room: Room, tracks: readonly PublishedTrack[]): void {
  for (const track of tracks) track.producer.close();
  dropConsumers(room, room.paths, tracks);
}
