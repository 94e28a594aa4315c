import { array, assert, boolean, nat, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { type Attachable, attachWork, maxWork, nextChunk, nobody, type Present, presentWith } from "./attach-work.ts";

const talker: Attachable = { attach: { prepared: { tracks: [{}, {}] } } };
const watcher: Attachable = { attach: { canPublish: false } };

function chunksOf(sessions: readonly Attachable[]): number[] {
  const sizes: number[] = [];
  let present: Present = nobody;
  for (let left = sessions; left.length > 0;) {
    const chunk = nextChunk(left, present);
    sizes.push(chunk.length);
    present = presentWith(present, chunk);
    left = left.slice(chunk.length);
  }
  return sizes;
}

describe("a room is put on a node", () => {
  it("as one, when it is small", () => {
    expect(chunksOf(Array.from({ length: 20 }, () => talker))).toEqual([20]);
  });

  it("in parts that grow smaller as it fills", () => {
    const sizes = chunksOf(Array.from({ length: 200 }, () => talker));
    expect(sizes[0]).toBeGreaterThan(15);
    expect(sizes.at(-1)).toBeLessThan(4);
    expect(sizes.length).toBeLessThan(100);
  });

  it("in large parts, when it only watches", () => {
    expect(chunksOf([talker, ...Array.from({ length: 1_000 }, () => watcher)]).length).toBeLessThan(120);
  });

  it("whole, and never more at a time than is bounded, whoever is in it", () => {
    assert(
      property(array(boolean(), { maxLength: 300 }), nat(300), (talks, before) => {
        let present = { people: before, tracks: 2 * before };
        let left: readonly Attachable[] = talks.map((it) => (it ? talker : watcher));
        while (left.length > 0) {
          const chunk = nextChunk(left, present);
          expect(chunk.length).toBeGreaterThan(0);
          if (chunk.length > 1) expect(attachWork(chunk, present)).toBeLessThanOrEqual(maxWork);
          present = presentWith(present, chunk);
          left = left.slice(chunk.length);
        }
      }),
    );
  });
});
