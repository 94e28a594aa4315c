import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import {
  handle,
  newRemoteTrack,
  shownOf,
  type RemoteTrackEvent,
  type RemoteTrackOutput,
} from "./remote-track-state.ts";

type Event = RemoteTrackEvent<string>;

const media = fc.constantFrom("path 1", "path 2", "path 3");
const events: fc.Arbitrary<Event> = fc.oneof(
  fc.constant<Event>({ type: "published" }),
  fc.constant<Event>({ type: "unpublished" }),
  fc.boolean().map((wanted): Event => ({ type: "wished", wanted })),
  fc.tuple(media, fc.boolean()).map(([one, atOnce]): Event => ({ type: "received", media: one, atOnce })),
  media.map((one): Event => ({ type: "turned", media: one })),
);

/** As the SDK runs it: what is watched with nothing before it is to be shown at once. */
function run(autoSubscribe: boolean, script: readonly Event[]) {
  let state = newRemoteTrack<string>(autoSubscribe);
  let element: string | undefined;
  let watched: string | undefined;
  const told: string[] = [];
  const take = (event: Event): void => {
    const next = handle(state, event);
    state = next.state;
    for (const output of next.outputs) follow(output);
  };
  const follow = (output: RemoteTrackOutput<string>): void => {
    if (output.do === "show") element = output.media;
    else if (output.do === "tell") told.push(output.event);
    else if (output.do === "unwatch") watched = undefined;
    else {
      const turns = watched === undefined || output.atOnce;
      watched = output.media;
      if (turns) take({ type: "turned", media: output.media });
    }
  };
  const seen = script.map((event) => {
    take(event);
    return { ...state, event, element, told: told.length };
  });
  return { seen, told, state: () => state, element: () => element };
}

describe("a remote track", () => {
  test.prop([fc.boolean(), fc.array(events, { maxLength: 40 })])(
    "is shown just while it is both offered and wanted, and elements follow",
    (autoSubscribe, script) => {
      for (const { offered, wanted, current, element, ...state } of run(autoSubscribe, script).seen) {
        expect(element).toBe(offered && wanted ? current : undefined);
        expect(element).toBe(shownOf({ offered, wanted, current, received: state.received }));
      }
    },
  );

  test.prop([fc.boolean(), fc.array(events, { maxLength: 40 })])(
    "is subscribed and unsubscribed in turn, and changes only in between",
    (autoSubscribe, script) => {
      let subscribed = false;
      for (const event of run(autoSubscribe, script).told) {
        expect(subscribed).toBe(event !== "trackSubscribed");
        if (event !== "mediaStreamTrackChanged") subscribed = event === "trackSubscribed";
      }
    },
  );

  test.prop([fc.array(events, { maxLength: 20 }), fc.array(events, { maxLength: 20 })])(
    "that was unsubscribed is silent, whatever paths bring, until it is wanted again",
    (before, after) => {
      const unwanted = after.filter(({ type }) => type !== "wished");
      const { seen } = run(true, [...before, { type: "wished", wanted: false }, ...unwanted]);
      const silent = seen.slice(before.length);
      expect(new Set(silent.map(({ told }) => told)).size).toBe(1);
      expect(silent.every(({ element }) => element === undefined)).toBe(true);
    },
  );

  test.prop([fc.array(events, { maxLength: 20 }), media])(
    "that is wanted again shows what is still received",
    (before, one) => {
      const { element } = run(true, [
        ...before,
        { type: "published" },
        { type: "wished", wanted: false },
        { type: "received", media: one, atOnce: false },
        { type: "wished", wanted: true },
      ]);
      expect(element()).toBe(one);
    },
  );

  it("may be received before it is announced", () => {
    const { told, element } = run(true, [{ type: "received", media: "path 1", atOnce: false }, { type: "published" }]);
    expect([element(), ...told]).toEqual(["path 1", "trackSubscribed"]);
  });

  it("keeps what it shows until its turn comes on a new path", () => {
    const script: Event[] = [
      { type: "published" },
      { type: "received", media: "path 1", atOnce: true },
      { type: "received", media: "path 2", atOnce: false },
    ];
    expect(run(true, script).element()).toBe("path 1");
    const { told, element } = run(true, [...script, { type: "turned", media: "path 2" }]);
    expect([element(), ...told]).toEqual(["path 2", "trackSubscribed", "mediaStreamTrackChanged"]);
  });
});
