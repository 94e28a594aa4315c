// What each of the server's events does to the call.

import type { Event } from "../../proto/codec.ts";
import type { TrackId } from "../../proto/ids.ts";
import { newerMute } from "../../proto/mute.ts";
import type { wire } from "../../proto/model.ts";
import type { Call } from "./call.ts";
import type { Speaker } from "../room-events.ts";
import { causeFromWire } from "../wire-names.ts";

/** @throws HoldfastError when the event cannot be followed; the call goes on without it. */
export function dispatchEvent(call: Call, event: Event): void {
  const { paths } = call;
  if (!paths.follows(event)) return;
  if (event.body === "pathOffered") call.takeOffer(event.pathOffered ?? {});
  else if (event.body === "recovering") recovering(call, event.recovering ?? {});
  else if (event.body === "pathPromoted") call.takePromotion(event.pathPromoted ?? {});
  else if (event.body === "pathClosed") paths.closed(event.pathClosed?.pathId ?? "");
  else if (event.body === "consumersAdded") {
    const { pathId = "", consumers } = event.consumersAdded ?? {};
    void paths.byId(pathId)?.consume(consumers ?? []);
  } else if (event.body === "consumersRemoved") {
    const { pathId = "", consumerIds } = event.consumersRemoved ?? {};
    for (const id of consumerIds ?? []) paths.byId(pathId)?.receive?.remove(id);
  } else if (event.body === "receiversReady") {
    const { pathId = "", trackIds } = event.receiversReady ?? {};
    paths.byId(pathId)?.receiversReady(trackIds ?? []);
  } else if (event.body === "probePath") {
    if (event.probePath?.pathId === paths.active?.id) void call.witness.answer(call.watch.look());
  } else if (event.body === "dataReceived") {
    const { payload, participantId = "", topic = "" } = event.dataReceived ?? {};
    call.emit("dataReceived", payload ?? new Uint8Array(), call.roster.participants.get(participantId), topic);
    // Who is there is what the newest path's node says: during a migration two nodes tell of the same people.
  } else if (!event.pathId || event.pathId === paths.newest?.id) roomEvent(call, event);
  // sessionClosed: the socket's end follows, and carries its error. Anything else is a newer server's.
}

function roomEvent(call: Call, event: Event): void {
  const { roster } = call;
  if (event.body === "participantJoined") {
    const joined = event.participantJoined?.participant ?? {};
    if (joined.id !== call.local.id) roster.joined(joined);
  } else if (event.body === "participantUpdated") participantUpdated(call, event.participantUpdated ?? {});
  else if (event.body === "participantLeft") {
    roster.left(event.participantLeft?.participantId ?? "", event.participantLeft?.reason ?? "");
  } else if (event.body === "tracksPublished") {
    roster.published(event.tracksPublished?.participantId ?? "", event.tracksPublished?.tracks ?? []);
  } else if (event.body === "tracksUnpublished") {
    roster.unpublished(event.tracksUnpublished?.participantId ?? "", event.tracksUnpublished?.trackIds ?? []);
  } else if (event.body === "trackMuted") trackMuted(call, event.trackMuted ?? {});
  else if (event.body === "speakersChanged") speakersChanged(call, event.speakersChanged?.speakers ?? []);
  else if (event.body === "roomSettled") roster.settled(event.roomSettled?.participantIds ?? []);
}

function recovering(call: Call, event: wire.Recovering.$Shape): void {
  const { active, newest } = call.paths;
  call.recovery.begin(causeFromWire(event.cause), event.fromNodeId || (active?.nodeId ?? ""), newest);
  call.paths.activeLost();
}

function participantUpdated(call: Call, event: wire.ParticipantUpdated.$Shape): void {
  const { participantId = "", name = "", metadata = "" } = event;
  if (participantId !== call.local.id) call.roster.updated(participantId, name, metadata);
  else if (call.local.set(participantId, name, metadata)) call.emit("participantUpdated", call.local);
}

function trackMuted(call: Call, event: wire.TrackMuted.$Shape): void {
  const { participantId, trackId = "", muted = false, revision = 0 } = event;
  if (participantId !== call.local.id) return call.roster.muted(participantId ?? "", trackId, muted);
  const own = call.intent.tracks.get(trackId as TrackId);
  // What others decided, or what another path's node has not heard of yet.
  if (own) call.controls.applyMute(own, newerMute(own.mute, { muted, revision }));
}

function speakersChanged(call: Call, speakers: readonly wire.Speaker.$Shape[]): void {
  const known: Speaker[] = [];
  for (const { participantId = "", levelDbov = -127 } of speakers) {
    const participant = participantId === call.local.id ? call.local : call.roster.participants.get(participantId);
    if (participant) known.push({ participant, levelDbov });
  }
  call.emit("speakersChanged", known);
}
