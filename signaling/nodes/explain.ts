// Which faults explain what clients hear, and what they do not: the fewest that do. Pure.
//
// Silence has many causes. One publisher has nothing to send, or its network is gone: all who should hear it are deaf to
// it, and nothing is wrong with anybody's path. One subscriber's network is gone: it alone is cut. A worker or the link to
// it is gone: a room's people are cut together. The node is gone: every room's are, and its control is silent as well. Each
// explanation has a price, the number of faults and of witnesses that would have to be wrong. The cheapest one holds; of
// two that cost the same, the one that moves fewer people.

import type { ParticipantId, RoomName, SessionId } from "../../proto/ids.ts";
import { hearing, lastHeardMs, type PathMedia } from "../../proto/path-media.ts";

export interface Witness {
  sessionId: SessionId;
  participantId: ParticipantId;
  room: RoomName;
  /** Undefined: has said nothing, or is not to be believed. */
  media: PathMedia | undefined;
  reportedAtMs: number;
  /** Nobody else is in the room: whose media should come? */
  alone: boolean;
}

/** What the node itself says, by its heartbeats. */
export interface NodeWord {
  /** Since its last heartbeat. */
  silentMs: number;
  /** Whether it says that nothing comes from this publisher. */
  hearsNothingOf(room: RoomName, participantId: ParticipantId): boolean;
}

export interface Question {
  /** When the clients were asked; undefined while the node is not silent for long enough. */
  askedAtMs: number | undefined;
  /** Not for the first time since the node fell silent: what was said before proves nothing, late messages come late. */
  again: boolean;
}

export type Fault =
  | { at: "node" }
  /** Its control plane only; its media flows. */
  | { at: "control" }
  /** What carries the room on the node, or the network between it and everybody in the room. */
  | { at: "link"; room: RoomName }
  | { at: "publisher" | "subscriber"; room: RoomName; participantId: string };

export interface Explanation {
  /** `wait`: clients may still answer. `open`: nobody can tell, so only time can. */
  node: "alive" | "dead" | "wait" | "open";
  faults: Fault[];
  /** For logs and the failover's event. */
  witness: string;
}

/** How long clients have to answer; those who can do so within some tens of milliseconds. */
export const answerWithinMs = 150;
/** And where only one has answered that nothing comes. */
export const secondWordMs = 500;
/**
 * A report speaks for so long; a client repeats it only when asked, or when it changes. One that comes later than this
 * after the question may have been on its way as long: the clients are to be asked again.
 */
export const freshMs = 2_000;
/** Two heartbeats are missing: with clients whose media stopped too, that is no coincidence. */
export const controlSilentMs = 500;
/** Heard so long after the node's last heartbeat, media has outlived its control. A jitter buffer holds some of it back. */
const outlivesMs = 500;
/** Heartbeats come that often: media that stopped with the node's control did so after the last one, and was told later. */
const mediaStopsMs = 250;
/** Of two people whose paths are cut at once while the node is heard, both may have lost the network. */
const leastCut = 3;

interface Heard {
  witness: Witness;
  says: "hears" | "silence" | "nothing";
  /** Nothing at all comes on its path. */
  cut: boolean;
  /** Participants that it should hear, and does not. */
  deafTo: ParticipantId[];
}

interface RoomView {
  room: RoomName;
  heard: Heard[];
  hears: number;
  cut: number;
  silent: number;
  /** Who has to be at fault when node and link are well. */
  individuals: Fault[];
  /** How many of these the node has not told of itself. */
  price: number;
}

export interface ExplainInput {
  nowMs: number;
  node: NodeWord;
  question: Question;
  witnesses: readonly Witness[];
}

export function explain(input: ExplainInput): Explanation {
  const { nowMs, node, question, witnesses } = input;
  const controlSilent = node.silentMs >= controlSilentMs;
  const rooms = [...Map.groupBy(witnesses, ({ room }) => room)].map(([room, here]) =>
    viewRoom(
      room,
      here.map((witness) => listen(witness, input, controlSilent)),
      node,
    ),
  );
  const [silent, hears, cut] = [sum(rooms, "silent"), sum(rooms, "hears"), sum(rooms, "cut")];
  const text =
    `no heartbeat for ${Math.round(node.silentMs)} ms; of ${witnesses.length} clients ${silent} without media ` +
    `(${cut} cut off), ${hears} with`;
  if (!controlSilent) return { node: "alive", faults: rooms.flatMap(explainHeardRoom), witness: text };

  const { askedAtMs } = question;
  if (askedAtMs === undefined) {
    // Nobody was asked, so who says nothing may hear everything.
    const enough = silent >= 2 && silent * 2 >= witnesses.length;
    const dead = enough && priceOf(rooms, "node") < priceOf(rooms, "control");
    return { node: dead ? "dead" : "wait", faults: dead ? [{ at: "node" }] : [], witness: text };
  }
  const open = witnesses.length - silent - hears;
  if (open > 0 && nowMs - askedAtMs < answerWithinMs && !allAnswered(rooms, askedAtMs))
    return { node: "wait", faults: [], witness: text };
  const { node: verdict, faults } = cheapest(rooms);
  // One person's word moves nobody while others have not answered, nor when they answer that they cannot tell.
  const moves = verdict === "dead" || faults.some(({ at }) => at === "link");
  const unanswered = nowMs - askedAtMs < secondWordMs && !allAnswered(rooms, askedAtMs);
  if (moves && silent < 2 && (unanswered || countUndecided(rooms, askedAtMs) > 0))
    return { node: unanswered ? "wait" : "open", faults: [], witness: text };
  return { node: verdict, faults, witness: text };
}

/** Of a node whose control is silent: control alone, control and what carries some rooms, or all of it. */
function cheapest(rooms: readonly RoomView[]): Pick<Explanation, "node" | "faults"> {
  const lost = rooms.filter(({ hears, price }) => hears < price);
  const splits = lost.length < rooms.filter(({ hears, silent }) => hears + silent > 0).length;
  const [control, split, dead] = [priceOf(rooms, "control"), priceOf(rooms, "split", lost), priceOf(rooms, "node")];
  if (dead < control && (!splits || dead < split)) return { node: "dead", faults: [{ at: "node" }] };
  const links: Fault[] = splits && split < control ? lost.map(({ room }) => ({ at: "link", room })) : [];
  const others = rooms.filter((view) => links.length === 0 || !lost.includes(view));
  const faults: Fault[] = [{ at: "control" }, ...links, ...others.flatMap(({ individuals }) => individuals)];
  // Whoever hears something hears it from this node. Who only might hear nothing for lack of publishers says nothing.
  return { node: sum(rooms, "hears") > 0 ? "alive" : "open", faults };
}

function priceOf(
  rooms: readonly RoomView[],
  what: "control" | "split" | "node",
  lost: readonly RoomView[] = [],
): number {
  if (what === "node") return 1 + sum(rooms, "hears");
  if (what === "control") return 1 + sum(rooms, "price");
  // One worker may have carried all that is lost.
  const others = rooms.filter((view) => !lost.includes(view));
  return 2 + sum(lost, "hears") + sum(others, "price");
}

/** The node is heard. Silent publishers are the publishers' matter; people whose paths are cut together are the link's. */
function explainHeardRoom({ room, heard, hears, cut, individuals }: RoomView): Fault[] {
  const isLink = cut >= leastCut && cut * 2 >= heard.length && 1 + hears < cut;
  return isLink ? [{ at: "link", room }] : individuals;
}

function viewRoom(room: RoomName, heard: Heard[], node: NodeWord): RoomView {
  const count = (is: (one: Heard) => boolean): number => heard.filter(is).length;
  const known = silentPublishers(room, heard, node);
  const unknown = individualsOf(room, heard, known);
  return {
    room,
    heard,
    hears: count(({ says }) => says === "hears"),
    silent: count(({ says }) => says === "silence"),
    cut: count(({ cut }) => cut),
    individuals: [...unknown, ...[...known].map((id): Fault => ({ at: "publisher", room, participantId: id }))],
    price: unknown.length,
  };
}

/** Those of whom the node itself says that nothing comes. */
function silentPublishers(room: RoomName, heard: readonly Heard[], node: NodeWord): Set<ParticipantId> {
  const missed = new Set(heard.flatMap(({ deafTo }) => deafTo));
  return new Set([...missed].filter((participantId) => node.hearsNothingOf(room, participantId)));
}

/** Who is cut off has lost its own network; for the rest, whoever explains the most silence comes first. */
function individualsOf(room: RoomName, heard: readonly Heard[], known: ReadonlySet<ParticipantId>): Fault[] {
  const faults: Fault[] = [];
  const gone = new Set(known);
  for (const { cut, witness } of heard) {
    if (!cut) continue;
    faults.push({ at: "subscriber", room, participantId: witness.participantId });
    gone.add(witness.participantId);
  }
  // Somebody whose network is gone neither hears nor is heard: both sides of a silence lead to the other.
  const missed = new Map<ParticipantId, Set<ParticipantId>>();
  const misses = new Map<ParticipantId, Set<ParticipantId>>();
  for (const { witness, deafTo } of heard) {
    for (const to of deafTo) {
      if (gone.has(to) || gone.has(witness.participantId)) continue;
      setOf(missed, to).add(witness.participantId);
      setOf(misses, witness.participantId).add(to);
    }
  }
  for (;;) {
    const [publisher, subscriber] = [largest(missed), largest(misses)];
    if (!publisher || !subscriber) return faults;
    const at = publisher.size >= subscriber.size ? "publisher" : "subscriber";
    const { participantId } = at === "publisher" ? publisher : subscriber;
    faults.push({ at, room, participantId });
    for (const by of missed.get(participantId) ?? []) misses.get(by)?.delete(participantId);
    for (const to of misses.get(participantId) ?? []) missed.get(to)?.delete(participantId);
    missed.delete(participantId);
    misses.delete(participantId);
  }
}

function setOf<Key, Value>(sets: Map<Key, Set<Value>>, key: Key): Set<Value> {
  let set = sets.get(key);
  if (!set) sets.set(key, (set = new Set()));
  return set;
}

function largest(sets: ReadonlyMap<ParticipantId, ReadonlySet<ParticipantId>>) {
  let found: { participantId: ParticipantId; size: number } | undefined;
  for (const [participantId, { size }] of sets) {
    // Of two that are alike the same one, in whatever order they are seen.
    const comesFirst = found === undefined || participantId < found.participantId;
    if (size > (found?.size ?? 0) || (size > 0 && size === found?.size && comesFirst)) found = { participantId, size };
  }
  return found;
}

/** What a witness says of this moment. */
function listen(witness: Witness, { nowMs, node, question }: ExplainInput, controlSilent: boolean): Heard {
  const nothing: Heard = { witness, says: "nothing", cut: false, deafTo: [] };
  const { media, reportedAtMs, alone } = witness;
  const since = question.askedAtMs ?? nowMs;
  if (!media || reportedAtMs < since - freshMs) return nothing;
  if (question.again && reportedAtMs < since) return nothing;
  // What was silent while the node was heard, was so for another reason.
  if (controlSilent && reportedAtMs < nowMs - node.silentMs + mediaStopsMs) return nothing;
  const how = hearing(media);
  const deafTo = overdue(media, how === "cut");
  // Who is alone has nobody to miss, and next to nothing comes on its path: no reason to move it in a hurry.
  if (controlSilent && alone && how !== "hears") return nothing;
  if (how === "cut") return { witness, says: "silence", cut: true, deafTo };
  if (!controlSilent) return { ...nothing, says: says[how], deafTo };
  if (how === "deaf") return { ...nothing, says: "silence", deafTo };
  // What was heard before the node fell silent tells nothing of now.
  const heardAtMs = reportedAtMs - (lastHeardMs(media) ?? Number.POSITIVE_INFINITY);
  const outlives = how === "hears" && heardAtMs >= nowMs - node.silentMs + outlivesMs;
  return outlives ? { ...nothing, says: "hears", deafTo } : nothing;
}

const says = { hears: "hears", deaf: "silence", cut: "silence", unknown: "nothing" } as const;

/** Of a participant with several tracks, all of them. */
function overdue({ origins }: PathMedia, all: boolean): ParticipantId[] {
  const onTime = origins.filter(({ silentMs, dueMs }) => !all && silentMs < dueMs).map((it) => it.participantId);
  const heard = new Set(onTime);
  return [...new Set(origins.map((it) => it.participantId as ParticipantId))].filter((id) => !heard.has(id));
}

const allAnswered = (rooms: readonly RoomView[], askedAtMs: number): boolean =>
  rooms.every(({ heard }) => heard.every(({ witness }) => witness.reportedAtMs >= askedAtMs));

/** Those who answered, but cannot tell. */
const countUndecided = (rooms: readonly RoomView[], askedAtMs: number): number =>
  rooms
    .flatMap(({ heard }) => heard)
    .filter(({ says, witness }) => says === "nothing" && !witness.alone && witness.reportedAtMs >= askedAtMs).length;

const sum = (rooms: readonly RoomView[], what: "hears" | "silent" | "cut" | "price"): number =>
  rooms.reduce((total, view) => total + view[what], 0);
