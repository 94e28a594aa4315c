// Lists come in pages. A cursor is the sort key of the page's last entry, so that what comes and goes between two pages
// neither repeats nor hides another entry.

import { z } from "zod";

const maxCursor = 512;
/** Base64url of "1:" and a sort key. */
const cursorPattern = /^MT[o-r][A-Za-z0-9_-]*$/;

export const pageQuery = (defaultLimit: number, maxLimit: number) =>
  z.strictObject({
    limit: z
      .string()
      .regex(/^[1-9]\d{0,5}$/, `must be a whole number from 1 to ${maxLimit}`)
      .transform(Number)
      .refine((limit) => limit <= maxLimit, `must be at most ${maxLimit}`)
      .default(defaultLimit)
      .describe("Entries of a page, at most.")
      .meta({ type: "integer", minimum: 1, maximum: maxLimit, default: defaultLimit, pattern: undefined }),
    cursor: z
      .string()
      .max(maxCursor)
      .regex(cursorPattern, "is not one of ours; begin without one")
      .optional()
      .describe("`next` of the page before."),
  });
export type PageQuery = z.output<ReturnType<typeof pageQuery>>;

export const nextField = {
  next: z.string().optional().describe("Cursor of the next page; absent on the last one."),
};

export interface Page<T> {
  entries: T[];
  next?: string;
}

/** The page of `sorted` whose entries come `after` the cursor's key. */
export function pageOf<T>(
  sorted: readonly T[],
  { limit, cursor }: PageQuery,
  keyOf: (entry: T) => string,
  after: (key: string, cursorKey: string) => boolean,
): Page<T> {
  const from = cursor === undefined ? undefined : decodeCursor(cursor);
  const first = from === undefined ? 0 : sorted.findIndex((entry) => after(keyOf(entry), from));
  const entries = first < 0 ? [] : sorted.slice(first, first + limit);
  const last = entries.at(-1);
  const more = last !== undefined && first + entries.length < sorted.length;
  return more ? { entries, next: encodeCursor(keyOf(last)) } : { entries };
}

/** Ascending by code unit, which every replica does alike. */
export const afterByText = (key: string, cursorKey: string): boolean => key > cursorKey;

export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const version = "1:";

const encodeCursor = (key: string): string => Buffer.from(version + key, "utf8").toString("base64url");

/** Whatever has the pattern is a place between two entries. */
const decodeCursor = (cursor: string): string =>
  Buffer.from(cursor, "base64url").toString("utf8").slice(version.length);
