// Which lost pictures a sender's browser had left out before it sent them, being short of CPU, while its call goes from one
// path to the next. Pure, so that it can be checked by hand.
import { framesBetween, type ReceivedFrame } from "./frame-statistics.ts";
import { frameNumberCount } from "./frame-strip.ts";

/** The counters of one connection that sends a camera. */
export interface SendingLook {
  connection: string;
  atMs: number;
  /** Pictures of the camera that it was given so far, and those that it sent. */
  given: number;
  sent: number;
}

/** A picture is with its receivers this long after it was made, at most. */
const underwayMs = 300;
/** Losses that the same looks may account for. */
const togetherMs = 1500;

interface Loss {
  fromMs: number;
  toMs: number;
  /** Missing pictures that nobody got on any path. */
  unsent: number;
}

/**
 * How many of the pictures that are missing among the `seen` ones nobody got, and were counted as given but not sent, at
 * that time, by a connection that had sent others before.
 *
 * @param delivered numbers of all that came of the camera to anybody, on whichever path.
 */
export function leftOut(
  seen: readonly ReceivedFrame[],
  delivered: ReadonlySet<number>,
  looks: readonly SendingLook[],
): number {
  const connections = [...new Set(looks.map(({ connection }) => connection))];
  const of = (connection: string) => looks.filter((look) => look.connection === connection);
  let total = 0;
  for (const { fromMs, toMs, unsent } of lossesOf(seen, delivered)) {
    const skipped = connections.map((connection) => skippedBetween(of(connection), fromMs - underwayMs, toMs));
    total += Math.min(
      unsent,
      skipped.reduce((sum, one) => sum + one, 0),
    );
  }
  return total;
}

function lossesOf(seen: readonly ReceivedFrame[], delivered: ReadonlySet<number>): Loss[] {
  const losses: Loss[] = [];
  for (const [index, { frameNumber, arrivalMs }] of seen.entries()) {
    const before = seen[index - 1];
    const step = before ? framesBetween(before.frameNumber, frameNumber) : 1;
    if (!before || step <= 1) continue;
    const missing = Array.from({ length: step - 1 }, (_, ahead) => (before.frameNumber + 1 + ahead) % frameNumberCount);
    const unsent = missing.filter((number) => !delivered.has(number)).length;
    const last = losses.at(-1);
    if (last && before.arrivalMs - last.toMs < togetherMs) {
      last.toMs = arrivalMs;
      last.unsent += unsent;
    } else losses.push({ fromMs: before.arrivalMs, toMs: arrivalMs, unsent });
  }
  return losses;
}

/** Looks of one connection, oldest first. 0 where it had sent nothing before, or was not looked at twice after it. */
function skippedBetween(looks: readonly SendingLook[], fromMs: number, toMs: number): number {
  const before = looks.findLastIndex(({ atMs, sent }) => atMs <= fromMs && sent > 0);
  const after = looks.findIndex(({ atMs }) => atMs >= toMs);
  return before === -1 || after === -1 || after === looks.length - 1
    ? 0
    : skippedAt(looks, after) - skippedAt(looks, before);
}

/** A picture that is being encoded is given and not sent, and not skipped: what is skipped remains so at later looks. */
function skippedAt(looks: readonly SendingLook[], index: number): number {
  return Math.min(...looks.slice(index).map(({ given, sent }) => given - sent));
}
