// A node's answer to an Attach holds an offer for each session, and each offer everything that there is to consume: of a
// large room that is tens of megabytes. It is sent in parts, so that no message is large and heartbeats go in between.

import type { NodeReply } from "./cluster-codec.ts";
import { holdfast as cluster } from "./generated/cluster.js";
import { attachPartBytes } from "./limits.ts";

type AttachResult = cluster.AttachResult.$Shape;

/** The reply itself, unless it is too large for one message. */
export function replyParts(reply: NodeReply, partBytes = attachPartBytes): NodeReply[] {
  if (reply.body !== "attach" || (reply.attach.results?.length ?? 0) < 2) return [reply];
  const parts: AttachResult[][] = [[]];
  let bytes = 0;
  for (const result of reply.attach.results ?? []) {
    const size = cluster.AttachResult.encode(result).finish().length;
    if (bytes > 0 && bytes + size > partBytes) {
      parts.push([]);
      bytes = 0;
    }
    parts.at(-1)!.push(result);
    bytes += size;
  }
  if (parts.length === 1) return [reply];
  return parts.map((results, index) => ({ ...reply, attach: { results, more: index < parts.length - 1 } }));
}

/** Puts parts together again. One for each connection. */
export class PartedReplies {
  readonly #parts = new Map<number, AttachResult[]>();

  /** The whole reply, once its last part is there. */
  whole(reply: NodeReply, isAwaited: (id: number) => boolean): NodeReply | undefined {
    if (reply.body !== "attach") return reply;
    const id = reply.id ?? 0;
    const { results = [], more } = reply.attach;
    const before = this.#parts.get(id);
    if (more && isAwaited(id)) {
      if (before) before.push(...results);
      else this.#parts.set(id, [...results]);
      return undefined;
    }
    this.#parts.delete(id);
    if (more) return undefined;
    // Not a copy of the reply: the body of one that was decoded is not among its own properties.
    return before ? { id, body: "attach", attach: { results: [...before, ...results] } } : reply;
  }
}
