// Requests of several people at once, in any order: whatever is answered, what the node holds agrees with itself and with
// what everybody was told.

import { fc } from "@fast-check/vitest";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Node } from "../../sfu/main.ts";
import type { Room } from "../../sfu/rooms/room.ts";
import { attachSession, audioOffer, videoOffer } from "./test-media.ts";
import { clusterSecret, startTestNode } from "./test-node.ts";
import { TestReplica } from "./test-replica.ts";
import { pathOf, sessionIn } from "./test-room.ts";

let node: Node;
let replica: TestReplica;
beforeAll(async () => {
  ({ node } = await startTestNode({ workers: 1, maxParticipantsPerRoom: 3 }));
  replica = await TestReplica.connect(node.controlPort, clusterSecret);
});
afterAll(async () => {
  await replica.close();
  await node.close();
});

const people = ["ann", "bob", "eve", "dan"] as const;
const ids = ["camera", "microphone"] as const;
const known = new Set([
  "bad_request",
  "bad_media",
  "path_unknown",
  "not_found",
  "limit_participants",
  "limit_tracks",
  "node_unavailable",
  "cancelled",
  "room_closed",
  "replaced",
  "removed",
  "left",
]);

const step = fc.record({
  what: fc.constantFrom("publish", "publish", "assert", "unpublish", "subscribe", "mute", "attach", "detach", "remove"),
  who: fc.constantFrom(...people),
  id: fc.constantFrom(...ids),
  of: fc.constantFrom(...people),
  yes: fc.boolean(),
  /** Whether all before it are answered first. */
  after: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

let runs = 0;

/** What the node holds of a room, when nothing is under way. */
function problemsOf(room: Room): string[] {
  const problems: string[] = [];
  const say = (condition: boolean, what: string): void => void (condition || problems.push(what));
  say(room.seats <= 3, `${room.seats} seats`);
  say(room.seats === room.members.size, `${room.seats} seats, ${room.members.size} members`);
  for (const member of room.members.values()) {
    say(room.paths.has(member.path), `${member.id}'s path is not in the room`);
    say(!member.path.closed, `${member.id}'s path is closed`);
    for (const track of member.tracks.values()) {
      say(track.participantId === member.id, `${member.id} has a track of ${track.participantId}`);
      say(!track.producer.closed, `${track.key} is carried by a closed producer`);
    }
  }
  const tracks = new Set(room.tracks());
  for (const path of room.paths) {
    for (const received of path.consumers.values()) {
      const { track, consumer } = received;
      say(tracks.has(track), `${path.participantId} receives ${track.key}, which is gone`);
      say(
        consumer?.producerId === track.producer.id,
        `${path.participantId} receives ${track.key} from another producer`,
      );
      say(consumer?.closed === false, `${path.participantId}'s consumer of ${track.key} is closed`);
      say(received.told, `${path.participantId} was not told of ${track.key}`);
    }
    for (const track of tracks) {
      const wanted = track.participantId !== path.participantId && path.intent.of(track.key).subscribed;
      say(path.consumers.has(track.key) === wanted, `${path.participantId} wants ${track.key}: ${wanted}`);
    }
  }
  return problems;
}

async function run(steps: readonly Step[]): Promise<void> {
  const name = `any-order-${++runs}`;
  const paths = new Map<string, string>();
  // One that has ended is not attached again: whoever comes back is another session.
  const current = new Map<string, string>();
  let came = 0;
  const session = (who: string): string => current.get(who) ?? sessionIn(name, who);
  const attach = async (who: string): Promise<void> => {
    const sessionId = sessionIn(name, `${who}-${++came}`);
    const sessions = [attachSession(sessionId, who)];
    const { results } = await replica.caller.request("attach", { room: name, epoch: 1, cause: 1, sessions });
    const result = results![0]!;
    if (result.outcome !== "offer") {
      expect(known).toContain(result.error!.code);
      return;
    }
    paths.set(who, pathOf(result.offer));
    current.set(who, sessionId);
  };
  await Promise.all(people.slice(0, 3).map(attach));
  const offer = (id: string) => (id === "camera" ? videoOffer(id) : audioOffer(id));
  const act = async ({ what, who, id, of, yes }: Step): Promise<unknown> => {
    const pathId = paths.get(who) ?? "pa_none";
    switch (what) {
      case "publish":
        return replica.session(session(who), "publish", { pathId, tracks: [offer(id)] });
      case "assert":
        return replica.session(session(who), "assert", { pathId, tracks: yes ? ids.map(offer) : [offer(id)] });
      case "unpublish":
        return replica.session(session(who), "unpublish", { trackIds: [id] });
      case "subscribe": {
        const subscriptions = [{ trackId: id, participantId: of, subscribed: yes }];
        return replica.session(session(who), "subscribe", { subscriptions });
      }
      case "mute":
        return replica.session(session(who), "setMuted", { trackId: id, muted: yes });
      case "attach":
        return attach(who);
      case "detach":
        return replica.caller.request("detach", { sessionIds: [session(who)], reason: "left" });
      default:
        return replica.session(session(of), "moderate", { participantId: who, action: "remove", remove: true });
    }
  };
  let under: Promise<void>[] = [];
  for (const one of steps) {
    if (one.after) {
      await Promise.all(under);
      under = [];
    }
    under.push(
      act(one).then(
        () => {},
        (error: { code?: string }) => expect(known).toContain(error.code),
      ),
    );
  }
  await Promise.all(under);
  const room = [...node.rooms.values()].find((candidate) => candidate.name === name);
  // Consumers and gathered announcements follow the answers.
  if (room) await vi.waitFor(() => expect(problemsOf(room)).toEqual([]), { timeout: 3_000, interval: 10 });
  await replica.caller.request("closeRoom", { room: name, epoch: 1, reason: "room_closed" });
}

test("publish, assert, unpublish, subscribe, mute, attach, detach and remove, at once and in any order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => run(steps)),
    { numRuns: 40, endOnFailure: true },
  );
}, 60_000);
