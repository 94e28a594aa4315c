import { fc, test } from "@fast-check/vitest";
import { expect } from "vitest";
import type { NodeId, PathId } from "../../proto/ids.ts";
import { PathSet } from "./path-set.ts";
import { relayedFrom } from "./relayed-event.ts";

const node = "n" as NodeId;
const pathId = "p" as PathId;
const told = (seq: number) => ({ pathId, seq, event: relayedFrom({ body: "roomSettled", roomSettled: {} }) });
const upTo = (last: number, after = 0) => Array.from({ length: last - after }, (_, i) => told(after + 1 + i));

// The node counts, and keeps everything; each event reaches the replica or is lost on the way.
const steps = fc.array(fc.constantFrom("reaches", "is lost", "offer is out", "asked") as fc.Arbitrary<Step>);
type Step = "reaches" | "is lost" | "offer is out" | "asked";

test.prop([steps])(
  "whatever is lost on the way, the client gets each event once, in order and without holes",
  (all) => {
    const got: number[] = [];
    let missing = false;
    const paths = new PathSet({ deliver: (_, { seq }) => void got.push(seq), missing: () => (missing = true) });
    paths.expectFrom(node);
    let sent = 0;
    let added = false;
    const catchUp = () => {
      missing = false;
      paths.caughtUp(pathId, upTo(sent, paths.get(pathId)!.lastSeq));
    };
    const release = () => {
      if (!added) paths.add({ id: pathId, nodeId: node, epoch: 1, role: "active", lastSeq: 0 });
      added = true;
      paths.release(node);
    };
    for (const step of all) {
      if (step === "reaches") paths.receive(node, told(++sent));
      else if (step === "is lost") sent++;
      else if (step === "offer is out") release();
      else if (missing) catchUp();
      expect(got).toEqual(got.map((_, i) => i + 1));
    }
    release();
    paths.receive(node, told(++sent));
    if (missing) catchUp();
    expect(missing).toBe(false);
    expect(got).toEqual(Array.from({ length: sent }, (_, i) => i + 1));
  },
);
