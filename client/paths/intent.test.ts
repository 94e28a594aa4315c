import { expect, it } from "vitest";
import { emptyIntent, subscriptionsOf, wantSubscription } from "./intent.ts";

it("wishes about one track add up", () => {
  const intent = emptyIntent();
  wantSubscription(intent, { trackId: "tr_1", participantId: "bob", maxSpatialLayer: 1 }, true);
  const wanted = wantSubscription(intent, { trackId: "tr_1", participantId: "bob", paused: true }, true);
  expect(wanted).toEqual({
    trackId: "tr_1",
    participantId: "bob",
    subscribed: true,
    paused: true,
    maxSpatialLayer: 1,
    maxTemporalLayer: -1,
  });
  expect(subscriptionsOf(intent)).toEqual([wanted]);
});

it("a wish about layers subscribes to nothing by itself", () => {
  expect(
    wantSubscription(emptyIntent(), { trackId: "tr_1", participantId: "bob", maxSpatialLayer: 0 }, false).subscribed,
  ).toBe(false);
});
