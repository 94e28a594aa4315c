import { describe, expect, it } from "vitest";
import type { Request } from "../proto/codec.ts";
import type { TrackOffer } from "../proto/model.ts";
import { wire } from "../proto/model.ts";
import { type GrantsInput, grantsAllow, grantsPublishing, grantsSchema } from "./grants.ts";

const { CAMERA, MICROPHONE, SCREEN, SCREEN_AUDIO, OTHER } = wire.TrackSource;
const { AUDIO, VIDEO } = wire.MediaKind;

const offer = (source: number, kind: number): TrackOffer => ({ track: { id: "tr", source, kind } });
const camera = offer(CAMERA, VIDEO);
const microphone = offer(MICROPHONE, AUDIO);

type Name = NonNullable<Request["body"]>;
/** One request of each name that an ordinary token allows, or would but for one grant. */
const requests: Record<Name, Request> = {
  join: { body: "join", join: { token: "t" } },
  assert: {
    body: "assert",
    assert: { tracks: [camera, microphone], subscriptions: [{ trackId: "x", subscribed: true }] },
  },
  prepare: { body: "prepare", prepare: { tracks: [camera], subscriptions: [{ trackId: "x", subscribed: true }] } },
  publish: { body: "publish", publish: { tracks: [camera] } },
  unpublish: { body: "unpublish", unpublish: { trackIds: ["tr"] } },
  setMuted: { body: "setMuted", setMuted: { trackId: "tr", muted: true } },
  subscribe: { body: "subscribe", subscribe: { subscriptions: [] } },
  resumeConsumers: { body: "resumeConsumers", resumeConsumers: { consumerIds: ["c"] } },
  reportPath: { body: "reportPath", reportPath: { pathId: "p" } },
  restartIce: { body: "restartIce", restartIce: { pathId: "p" } },
  sendData: { body: "sendData", sendData: { topic: "t" } },
  updateSelf: { body: "updateSelf", updateSelf: { name: "n" } },
  moderate: { body: "moderate", moderate: { participantId: "b", action: "remove", remove: true } },
  ping: { body: "ping", ping: {} },
  leave: { body: "leave", leave: {} },
};

const grantsOf = (changes: Partial<GrantsInput> = {}) => grantsSchema.parse({ room: "r", identity: "a", ...changes });

/** Names of all requests that these grants forbid. */
function forbidden(changes: Partial<GrantsInput> = {}): string[] {
  return Object.entries(requests).flatMap(([name, request]) => (allows(request, changes) ? [] : [name]));
}
function allows(request: Request, changes: Partial<GrantsInput> = {}): boolean {
  try {
    grantsAllow(request, grantsOf(changes));
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: "forbidden" });
    return false;
  }
}

describe("grants of requests", () => {
  it.each<[string, Partial<GrantsInput>, Name[]]>([
    ["the defaults", {}, ["updateSelf", "moderate"]],
    ["canUpdateSelf and moderator", { canUpdateSelf: true, moderator: true }, []],
    ["canPublish false", { canPublish: false }, ["assert", "prepare", "publish", "updateSelf", "moderate"]],
    ["canPublish nothing", { canPublish: [] }, ["assert", "prepare", "publish", "updateSelf", "moderate"]],
    [
      "canPublish microphone",
      { canPublish: ["microphone"] },
      ["assert", "prepare", "publish", "updateSelf", "moderate"],
    ],
    ["canPublish camera and microphone", { canPublish: ["camera", "microphone"] }, ["updateSelf", "moderate"]],
    [
      "canSubscribe false",
      { canSubscribe: false },
      ["assert", "prepare", "subscribe", "resumeConsumers", "updateSelf", "moderate"],
    ],
    ["canPublishData false", { canPublishData: false }, ["sendData", "updateSelf", "moderate"]],
    ["hidden", { hidden: true }, ["assert", "prepare", "publish", "updateSelf", "moderate"]],
  ])("%s", (_name, changes, expected) => {
    expect(forbidden(changes).toSorted()).toEqual(expected.toSorted());
  });

  it("an intent of nothing needs no grant: each new path begins with one", () => {
    const empty: Request = {
      body: "assert",
      assert: { tracks: [], subscriptions: [{ trackId: "x", subscribed: false }] },
    };
    expect(allows(empty, { canPublish: false, canSubscribe: false })).toBe(true);
  });

  it("an empty request is unknown", () => {
    expect(() => grantsAllow({}, grantsOf())).toThrow(expect.objectContaining({ code: "unknown_request" }));
  });

  it.each([
    ["camera", CAMERA, VIDEO],
    ["microphone", MICROPHONE, AUDIO],
    ["screen", SCREEN, VIDEO],
    ["screen_audio", SCREEN_AUDIO, AUDIO],
    ["other", OTHER, AUDIO],
    ["other", OTHER, VIDEO],
    ["other", 0, VIDEO],
    ["other", 99, VIDEO],
  ] as const)("canPublish [%s] allows source %i of kind %i and no other source", (name, source, kind) => {
    const publish = (offered: TrackOffer): Request => ({ body: "publish", publish: { tracks: [offered] } });
    expect(allows(publish(offer(source, kind)), { canPublish: [name] })).toBe(true);
    const stranger = name === "camera" ? microphone : camera;
    expect(allows(publish(stranger), { canPublish: [name] })).toBe(false);
    expect(
      allows({ body: "publish", publish: { tracks: [offer(source, kind), stranger] } }, { canPublish: [name] }),
    ).toBe(false);
  });

  it("a film is not a microphone", () => {
    const film: Request = { body: "publish", publish: { tracks: [offer(MICROPHONE, VIDEO)] } };
    expect(allows(film, { canPublish: ["microphone"] })).toBe(false);
    expect(allows(film)).toBe(false);
  });
});

describe("the grants themselves", () => {
  it("tell whether a path needs a send transport", () => {
    expect(grantsPublishing(grantsOf())).toBe(true);
    expect(grantsPublishing(grantsOf({ canPublish: ["screen"] }))).toBe(true);
    expect(grantsPublishing(grantsOf({ canPublish: [] }))).toBe(false);
    expect(grantsPublishing(grantsOf({ hidden: true }))).toBe(false);
  });

  it.each<[string, object]>([
    ["an identity with a space", { identity: "a b" }],
    ["metadata beyond 4 KiB", { metadata: "x".repeat(4097) }],
    ["a flag that is no boolean", { moderator: "yes" }],
    ["an unknown grant", { canFly: true }],
    ["a hidden publisher", { hidden: true, canPublish: ["camera"] }],
  ])("refuse %s", (_name, changes) => {
    expect(grantsSchema.safeParse({ room: "r", identity: "a", ...changes }).success).toBe(false);
  });
});
