// Tracks coming and going.

import type { types } from "mediasoup";
import { HoldfastError } from "../../proto/errors.ts";
import { TrackId, trackKey } from "../../proto/ids.ts";
import { maxNameBytes } from "../../proto/limits.ts";
import type { TrackOffer } from "../../proto/model.ts";
import { type Kind, kindFromWire, parametersFromWire } from "../../proto/rtp.ts";
import { maxClaimedRevision, type Mute } from "../../proto/mute.ts";
import { mediaRequest } from "../media-errors.ts";
import { checkRtpBounds } from "../rtp-bounds.ts";
import { consumeTracks, dropConsumers } from "./consume.ts";
import { release } from "./flow.ts";
import { KeyFrameGate } from "./key-frame-gate.ts";
import type { Member } from "./member.ts";
import { describeTrack, type PublishedTrack } from "./published-track.ts";
import type { Room } from "./room.ts";
import type { PeerPath } from "./peer-path.ts";

/**
 * Milliseconds between two key frame requests to one sender. libwebrtc ignores those that come within 300 ms of the one
 * before (see key-frame-gate.ts), and mediasoup, which believes that it has asked, repeats only after 1 s: without a
 * delay, a receiver that missed a key frame by a moment could be without picture for a second. With this one, the first
 * request leaves at once, and those that come during the delay become one request at its end, just after libwebrtc
 * takes requests again.
 */
const keyFrameRequestDelayMs = 310;

export interface Offered {
  id: TrackId;
  kind: Kind;
  source: number;
  name: string;
  mute: Mute;
  rtp: ReturnType<typeof parametersFromWire>;
}

/** Checks the offers one by one. @throws HoldfastError bad_request, bad_media */
export function readOffers(offers: readonly TrackOffer[]): Offered[] {
  const seen = new Set<string>();
  return offers.map(({ track, rtp }) => {
    const id = TrackId.parse(track?.id ?? "");
    if (!id || !track) throw new HoldfastError("bad_request", `track id must be ${TrackId.expects}`);
    if (seen.has(id)) throw new HoldfastError("bad_request", "the same track twice");
    seen.add(id);
    const name = track.name ?? "";
    if (Buffer.byteLength(name) > maxNameBytes) throw new HoldfastError("bad_request", "the track's name is too long");
    const kind = kindFromWire(track.kind);
    const parameters = parametersFromWire(rtp);
    checkRtpBounds(kind, parameters);
    const mute = { muted: track.muted ?? false, revision: readRevision(track.muteRevision) };
    return { id, kind, source: track.source ?? 0, name, mute, rtp: parameters };
  });
}

/** @throws HoldfastError bad_request */
export function readRevision(revision: number | null | undefined): number {
  if ((revision ?? 0) > maxClaimedRevision)
    throw new HoldfastError("bad_request", `a mute's revision is at most ${maxClaimedRevision}`);
  return revision ?? 0;
}

/**
 * Creates producers for the offers, all side by side, and hands the tracks to everybody who wants them. All or nothing.
 * A track that an older path of the same participant carried is taken over: others see no coming and going, only
 * another consumer.
 * @throws HoldfastError bad_request, bad_media, forbidden, path_unknown, node_unavailable
 */
export async function publishTracks(
  room: Room,
  member: Member,
  path: PeerPath,
  offers: readonly Offered[],
): Promise<void> {
  const changed = offers.flatMap((offer) => {
    const held = member.tracks.get(offer.id);
    if (held?.path !== path) return [];
    if (isSentAs(held, offer)) throw new HoldfastError("bad_request", "the track is published already");
    return [held];
  });
  // Prepared for this path, but the client sends another stream. The two may share a mid, so the older goes first.
  for (const { producer } of changed) producer.close();

  const tracks = await produceTracks(room, path, offers).catch((error: unknown) => HoldfastError.from(error));
  const replaced = path.closed || member.path !== path;
  if (replaced || tracks instanceof HoldfastError) {
    if (!(tracks instanceof HoldfastError)) for (const track of tracks) track.producer.close();
    // What had to go for these is nowhere now.
    const gone = changed.filter((track) => member.tracks.get(track.id) === track).map(({ id }) => id);
    removeTracks(room, member, gone);
    if (!replaced) throw tracks;
    throw new HoldfastError(room.closedBecause === "node_unavailable" ? "node_unavailable" : "path_unknown");
  }
  const added = takeTracks(room, member, tracks);
  tellPublished(room, member, added, room.others(path));
  // The publisher need not wait for this; sessions that are being built are served as well.
  void consumeTracks(room, room.paths, tracks);
}

/** Whether the producer is of the very stream that is offered; one with layers is known by its mid and their rids. */
export function isSentAs({ producer }: PublishedTrack, { rtp }: Offered): boolean {
  const stream = ({ mid, encodings = [] }: Pick<types.RtpParameters, "mid" | "encodings">): string =>
    [mid, ...encodings.map(({ ssrc, rid }) => rid ?? ssrc)].join();
  return !producer.closed && stream(producer.rtpParameters) === stream(rtp as types.RtpParameters);
}

/** Makes them the member's, in place of those that an older path carries. Returns those that are new to the room. */
export function takeTracks(room: Room, member: Member, tracks: readonly PublishedTrack[]): PublishedTrack[] {
  const replaced: PublishedTrack[] = [];
  const added: PublishedTrack[] = [];
  for (const track of tracks) {
    const before = member.tracks.get(track.id);
    if (before) replaced.push(before);
    else added.push(track);
    // A moderator may have muted it while the worker was asked.
    const mute = member.mutes.heard(track.id, track.mute);
    if (mute.muted !== track.mute.muted) setFlow(track, mute.muted).catch(() => {});
    track.mute = mute;
    if (before && before.mute.muted !== mute.muted) tellMuted(room, member, track, false);
    member.tracks.set(track.id, track);
    if (track.kind === "audio") void room.levels.addProducer({ producerId: track.producer.id }).catch(() => {});
  }
  for (const track of replaced) track.producer.close();
  dropConsumers(room, room.others(member.path), replaced);
  return added;
}

export function tellPublished(
  room: Room,
  member: Member,
  tracks: readonly PublishedTrack[],
  listeners: Iterable<PeerPath>,
): void {
  if (tracks.length === 0) return;
  const event = { participantId: member.id, tracks: tracks.map(describeTrack) };
  room.announce(listeners, { body: "tracksPublished", tracksPublished: event });
}

/** All side by side, and all or nothing. Nobody is told of them yet. @throws HoldfastError forbidden, bad_media, node_unavailable */
export async function produceTracks(room: Room, path: PeerPath, offers: readonly Offered[]): Promise<PublishedTrack[]> {
  const { send, participantId } = path;
  if (!send) throw new HoldfastError("forbidden", "publish");
  const outcomes = await Promise.allSettled(
    offers.map(async ({ id, kind, source, name, mute, rtp }): Promise<PublishedTrack> => {
      const held = kind === "video" || room.standby;
      const producer = await mediaRequest(
        send.produce({
          kind,
          rtpParameters: rtp as types.RtpParameters,
          paused: mute.muted || held,
          keyFrameRequestDelay: keyFrameRequestDelayMs,
          appData: { participantId },
        }),
      );
      const mimeType = rtp.codecs[0]!.mimeType;
      const described = { id, participantId, key: trackKey(participantId, id), kind, source, name, mimeType, mute };
      const track: PublishedTrack = {
        ...described,
        producer,
        path,
        held,
        gate: new KeyFrameGate(),
        gateTimer: undefined,
      };
      // Promoted while the worker was asked: audio waits for nobody any more.
      if (held && kind === "audio" && !room.standby) release(track);
      return track;
    }),
  );
  const tracks = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
  const failed = outcomes.find((outcome) => outcome.status === "rejected");
  if (!failed) return tracks;
  for (const track of tracks) track.producer.close();
  throw failed.reason;
}

/** Takes tracks away from everybody. Ids that the member does not publish are passed over. */
export function removeTracks(room: Room, member: Member, trackIds: readonly string[]): void {
  const gone = trackIds.flatMap((id) => member.tracks.get(id as TrackId) ?? []);
  if (gone.length === 0) return;
  for (const track of gone) {
    member.tracks.delete(track.id);
    member.mutes.forget(track.id);
    track.producer.close();
  }
  dropConsumers(room, room.paths, gone);
  const event = { participantId: member.id, trackIds: gone.map((track) => track.id) };
  room.announce(room.others(member.path), { body: "tracksUnpublished", tracksUnpublished: event });
}

/** Brings a published track in line with what is set for it, and tells those who do not know. */
export async function applyMute(
  room: Room,
  member: Member,
  track: PublishedTrack,
  byModerator: boolean,
): Promise<void> {
  const mute = member.mutes.of(track.id);
  const changed = mute.muted !== track.mute.muted;
  if (!changed && mute.revision === track.mute.revision) return;
  track.mute = mute;
  if (changed) tellMuted(room, member, track, byModerator);
  if (byModerator) tellOwner(room, member, track.id);
  if (changed) await setFlow(track, mute.muted);
}

function tellMuted(room: Room, member: Member, { id: trackId, mute }: PublishedTrack, byModerator: boolean): void {
  const { muted, revision } = mute;
  const trackMuted = { participantId: member.id, trackId, muted, byModerator, revision };
  room.announce(room.others(member.path), { body: "trackMuted", trackMuted });
}

/** The participant acts on an older state of its track than there is. */
export function tellOwner(room: Room, member: Member, trackId: TrackId): void {
  const { muted, revision } = member.mutes.of(trackId);
  const trackMuted = { participantId: member.id, trackId, muted, byModerator: true, revision };
  room.announce([member.path], { body: "trackMuted", trackMuted });
}

async function setFlow(track: PublishedTrack, muted: boolean): Promise<void> {
  try {
    if (muted) await track.producer.pause();
    else if (!track.held) await track.producer.resume();
  } catch (error) {
    if (!track.producer.closed) throw error;
  }
}

/** The new session has said what it publishes, or its time is over: what the one before it still sends, ends. */
export function endLingering(room: Room, member: Member): void {
  const lingering = member.lingering;
  if (!lingering) return;
  clearTimeout(member.lingerTimer);
  member.lingering = undefined;
  const stale = [...member.tracks.values()].filter((track) => track.path === lingering).map((track) => track.id);
  removeTracks(room, member, stale);
  lingering.close();
}
