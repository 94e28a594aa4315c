// Lists come in pages. A cursor is the sort key of the page's last entry, so that what comes and goes between two pages
// neither repeats nor hides another entry.

import { z } from "zod";
import { HoldfastError } from "../../proto/errors.ts";

const maxKeyBytes = 512;

export const pageQuery = (defaultLimit: number, maxLimit: number) =>
  z.strictObject({
    limit: z.coerce.number().int().min(1).max(maxLimit).default(defaultLimit).describe("Entries of a page, at most."),
    cursor: z.string().min(1).max(maxKeyBytes).optional().describe("`next` of the page before."),
  });
export type PageQuery = z.output<ReturnType<typeof pageQuery>>;

export const nextField = {
  next: z.string().optional().describe("Cursor of the next page; absent on the last one."),
};

export interface Page<T> {
  entries: T[];
  next?: string;
}

/** The page of `sorted` whose entries come `after` the cursor's key. @throws HoldfastError bad_request for a cursor that is none */
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

function decodeCursor(cursor: string): string {
  const text = Buffer.from(cursor, "base64url").toString("utf8");
  if (!text.startsWith(version) || encodeCursor(text.slice(version.length)) !== cursor)
    throw new HoldfastError("bad_request", "cursor: not one of ours; begin without one");
  return text.slice(version.length);
}
