import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { encodeEvent } from "../../proto/cluster-codec.ts";
import { type Event, serverFrames } from "../../proto/codec.ts";
import type { PathId } from "../../proto/ids.ts";
import { relayedEvent, relayedFrame, relayedFrom } from "./relayed-event.ts";

const text = fc.string({ maxLength: 200 });
const events = fc.oneof(
  fc
    .record({ participantId: text, trackId: text, muted: fc.boolean() })
    .map((trackMuted) => ({ body: "trackMuted" as const, trackMuted })),
  fc
    .record({ participantId: text, name: text })
    .map((participantUpdated) => ({ body: "participantUpdated" as const, participantUpdated })),
  fc.record({ pathId: text, reason: text }).map((pathClosed) => ({ body: "pathClosed" as const, pathClosed })),
  fc
    .record({ epoch: fc.nat(), participantIds: fc.array(text, { maxLength: 40 }) })
    .map((roomSettled) => ({ body: "roomSettled" as const, roomSettled })),
  fc.constant({ body: "consumersAdded" as const, consumersAdded: {} }),
);

describe("relayed events", () => {
  test.prop([events, fc.nat(), fc.stringMatching(/^[a-z0-9_]{1,128}$/)])(
    "come out at the client as what the node said, with the path's number",
    (event, seq, pathId) => {
      const frame = relayedFrame(pathId as PathId, seq, relayedFrom(event).encoded);
      const told = { ...event, seq, pathId } as Event;
      expect(serverFrames.decode(frame)).toEqual(
        serverFrames.decode(serverFrames.encode({ kind: "event", event: told })),
      );
    },
  );

  test.prop([events])("are looked into only where they concern the replica", (event) => {
    const { concern } = relayedEvent(encodeEvent(event));
    if (["participantUpdated", "trackMuted", "pathClosed"].includes(event.body!)) expect(concern).toMatchObject(event);
    else expect(concern).toBeUndefined();
  });

  it("that are empty concern nobody", () => {
    expect(relayedEvent(new Uint8Array()).concern).toBeUndefined();
  });

  test.prop([fc.uint8Array({ maxLength: 64 })])(
    "that are none are refused or passed on, whatever they are",
    (bytes) => {
      try {
        relayedFrame("p" as PathId, 1, relayedEvent(bytes).encoded);
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    },
  );
});
