import { expect, it } from "vitest";
import { type NodeReply, nodeFrames } from "./cluster-codec.ts";
import { attachPartBytes, maxClusterFrameBytes } from "./limits.ts";
import { PartedReplies, replyParts } from "./reply-parts.ts";

/** The answer to an Attach of people who each receive two tracks of all others. */
function answer(people: number, id = 7): NodeReply {
  const consumers = Array.from({ length: 2 * (people - 1) }, (_, i) => ({ id: `c${i}`, trackId: "x".repeat(4_000) }));
  const results = Array.from({ length: people }, (_, i) => ({
    sessionId: `s${i}`,
    outcome: "offer" as const,
    offer: { path: { id: `p${i}`, nodeId: "a", epoch: 1 }, consumers },
  }));
  return { id, body: "attach", attach: { results } };
}

const encoded = (reply: NodeReply): Uint8Array => nodeFrames.encode({ kind: "reply", reply });
/** As it comes out of the socket. */
function received(reply: NodeReply): NodeReply {
  const frame = nodeFrames.decode(encoded(reply));
  if (frame.kind !== "reply") throw new Error(`a ${frame.kind}`);
  return frame.reply;
}
const awaited = (): boolean => true;

it("cuts the answer of a large room into parts, and the other side has it whole", () => {
  const reply = answer(30);
  expect(encoded(reply).length).toBeGreaterThan(maxClusterFrameBytes);
  const parts = replyParts(reply);
  expect(Math.max(...parts.map((part) => encoded(part).length))).toBeLessThan(2 * attachPartBytes);
  const replies = new PartedReplies();
  const whole = parts.map((part) => replies.whole(part, awaited));
  expect(whole.slice(0, -1).every((it) => it === undefined)).toBe(true);
  expect(whole.at(-1)).toEqual(reply);
});

it("puts together what was decoded", () => {
  const reply = answer(30);
  const replies = new PartedReplies();
  const whole = replyParts(reply).map((part) => replies.whole(received(part), awaited));
  const last = whole.at(-1);
  expect([last?.id, last?.body]).toEqual([reply.id, "attach"]);
  expect(last?.body === "attach" && last.attach.results!.map(({ sessionId, outcome }) => [sessionId, outcome])).toEqual(
    Array.from({ length: 30 }, (_, i) => [`s${i}`, "offer"]),
  );
});

it("leaves small answers as they are", () => {
  const reply = answer(3);
  expect(replyParts(reply)).toEqual([reply]);
  expect(new PartedReplies().whole(reply, awaited)).toBe(reply);
});

it("keeps nothing of an answer that nobody waits for any more", () => {
  const replies = new PartedReplies();
  const [first, ...rest] = replyParts(answer(30));
  replies.whole(first!, awaited);
  const last = rest.map((part) => replies.whole(part, () => false)).filter((it) => it !== undefined);
  expect(last).toHaveLength(1); // Which the caller drops, as any reply that is late.
  expect(last[0]!.body === "attach" && last[0]!.attach.results!.length).toBeLessThan(30);
});
