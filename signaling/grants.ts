// What a join token grants: the claims' schema, and the check of each request against them.

import { z } from "zod";
import type { Request } from "../proto/codec.ts";
import { HoldfastError } from "../proto/errors.ts";
import { NodeId, ParticipantId, RoomName, TrackId } from "../proto/ids.ts";
import { maxMetadataBytes, maxNameBytes } from "../proto/limits.ts";
import { type TrackOffer, wire } from "../proto/model.ts";

export const trackSources = ["camera", "microphone", "screen", "screen_audio", "other"] as const;
export type TrackSourceName = (typeof trackSources)[number];

const utf8Bytes = (text: string): number => Buffer.byteLength(text, "utf8");
/** JSON Schema counts characters and not bytes: `x-maxBytes` says the rest. */
export const boundedText = (maxBytes: number) =>
  z
    .string()
    .refine((text) => utf8Bytes(text) <= maxBytes, `must not be longer than ${maxBytes} bytes`)
    .meta({ maxLength: maxBytes, "x-maxBytes": maxBytes });

interface IdKind<Id extends string> {
  parse(text: string): Id | undefined;
  readonly pattern: RegExp;
  readonly expects: string;
}
/** An id of proto/ids.ts as a schema. */
const idSchema = <Id extends string>({ pattern, expects }: IdKind<Id>) =>
  z.string().regex(pattern, `must be ${expects}`).pipe(z.custom<Id>());

export const roomNameSchema = idSchema(RoomName).meta({ examples: ["demo"] });
export const identitySchema = idSchema(ParticipantId).meta({ examples: ["ann"] });
export const trackIdSchema = idSchema(TrackId);
export const nodeIdSchema = idSchema(NodeId).meta({ examples: ["node-a"] });

export const grantTexts = {
  name: boundedText(maxNameBytes).describe(`Shown to the others. At most ${maxNameBytes} bytes of UTF-8.`),
  metadata: boundedText(maxMetadataBytes).describe(
    `Free text for the application, shown to the others. At most ${maxMetadataBytes} bytes of UTF-8.`,
  ),
};

export const grantFields = {
  name: grantTexts.name.default(""),
  metadata: grantTexts.metadata.default(""),
  canPublish: z
    .union([z.boolean(), z.array(z.enum(trackSources)).max(trackSources.length)])
    .optional()
    .describe("Whether to publish tracks, or the sources of tracks to publish. Default: true, for a hidden one false."),
  canSubscribe: z.boolean().default(true).describe("Whether to receive the others' tracks."),
  canPublishData: z.boolean().default(true).describe("Whether to send data messages."),
  canUpdateSelf: z.boolean().default(false).describe("Whether to change the own name and metadata."),
  moderator: z.boolean().default(false).describe("Whether to mute and remove others."),
  hidden: z.boolean().default(false).describe("Not shown to the others; cannot publish tracks."),
};

export const grantsSchema = z
  .strictObject({ room: roomNameSchema, identity: identitySchema, ...grantFields })
  // A track whose publisher nobody knows of would have no place in the others' model of the room.
  .refine((grants) => !grants.hidden || !mayPublish(grants.canPublish ?? false), {
    path: ["canPublish"],
    message: "a hidden participant cannot publish",
  })
  .transform((grants) => ({ ...grants, canPublish: grants.canPublish ?? !grants.hidden }));

export type Grants = z.output<typeof grantsSchema>;
export type GrantsInput = z.input<typeof grantsSchema>;

/** What a participant may do, apart from who it is. */
export type Permissions = Omit<Grants, "room" | "identity" | "name" | "metadata">;

export function permissionsOf({
  room: _room,
  identity: _identity,
  name: _name,
  metadata: _metadata,
  ...may
}: Grants): Permissions {
  return may;
}

const mayPublish = (canPublish: boolean | readonly string[]): boolean =>
  typeof canPublish === "boolean" ? canPublish : canPublish.length > 0;

/** Whether any track may be published: decides if a path gets a send transport. */
export const grantsPublishing = (grants: Permissions): boolean => mayPublish(grants.canPublish);

/** What a path is made for: with others, a participant needs another path. Text to compare and nothing else. */
export const mediaGrantsOf = ({ canPublish, canSubscribe, hidden }: Permissions): string =>
  JSON.stringify([Array.isArray(canPublish) ? canPublish.toSorted() : canPublish, canSubscribe, hidden]);

/**
 * Returns when the grants allow the request.
 * @throws HoldfastError `forbidden`, or `unknown_request` for an empty one.
 */
export function grantsAllow(request: Request, grants: Permissions): void {
  switch (request.body) {
    case "assert":
      requireIntent(request.assert, grants);
      return;
    case "prepare":
      requireIntent(request.prepare, grants);
      return;
    case "publish":
      if (!grantsPublishing(grants)) throw new HoldfastError("forbidden", "canPublish");
      requirePublishing(request.publish.tracks ?? [], grants);
      return;
    case "subscribe":
    case "resumeConsumers":
      requireGrant(grants, "canSubscribe");
      return;
    case "sendData":
      requireGrant(grants, "canPublishData");
      return;
    case "updateSelf":
      requireGrant(grants, "canUpdateSelf");
      return;
    case "moderate":
      requireGrant(grants, "moderator");
      return;
    // What concerns only the sender and what it was allowed to publish before.
    case "join":
    case "unpublish":
    case "setMuted":
    case "reportPath":
    case "restartIce":
    case "ping":
    case "leave":
      return;
    case undefined:
      throw new HoldfastError("unknown_request");
    default:
      request satisfies never;
  }
}

function requireIntent({ tracks, subscriptions }: wire.Prepare.$Shape, grants: Permissions): void {
  requirePublishing(tracks ?? [], grants);
  if ((subscriptions ?? []).some((wanted) => wanted.subscribed)) requireGrant(grants, "canSubscribe");
}

type Flag = "canSubscribe" | "canPublishData" | "canUpdateSelf" | "moderator";

function requireGrant(grants: Permissions, flag: Flag): void {
  if (!grants[flag]) throw new HoldfastError("forbidden", flag);
}

const sourceNames: Record<number, { name: TrackSourceName; kind?: number }> = {
  [wire.TrackSource.CAMERA]: { name: "camera", kind: wire.MediaKind.VIDEO },
  [wire.TrackSource.MICROPHONE]: { name: "microphone", kind: wire.MediaKind.AUDIO },
  [wire.TrackSource.SCREEN]: { name: "screen", kind: wire.MediaKind.VIDEO },
  [wire.TrackSource.SCREEN_AUDIO]: { name: "screen_audio", kind: wire.MediaKind.AUDIO },
  [wire.TrackSource.OTHER]: { name: "other" },
};

export const sourceName = (source: number): TrackSourceName => sourceNames[source]?.name ?? "other";

function requirePublishing(tracks: readonly TrackOffer[], grants: Permissions): void {
  for (const { track } of tracks) {
    const source = sourceNames[track?.source ?? 0] ?? { name: "other" };
    const { canPublish } = grants;
    if (canPublish === false || (canPublish !== true && !canPublish.includes(source.name))) {
      throw new HoldfastError("forbidden", `canPublish: ${source.name}`);
    }
    // Otherwise who may only speak could send a film and call it a microphone.
    if (source.kind !== undefined && source.kind !== track?.kind) {
      throw new HoldfastError("forbidden", `a ${source.name} track is of the other kind`);
    }
  }
}
