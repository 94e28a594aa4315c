import { inParallel } from "./in-parallel.ts";
import type { Attendee } from "./signaling-lab.ts";

/** As the SDK pings when it is told nothing else. */
const pingEveryMs = 5_000;
/** Somebody who takes part. */
const muteEveryMs = 10_000;
const tickMs = 10;
const warmUpRequests = 20_000;
const atOnce = 32;

/** Everybody pings and mutes, each at the same steady rate whatever the number of people, for so long. */
export async function beActive(attendees: readonly Attendee[], forMs: number): Promise<void> {
  const requests: Promise<unknown>[] = [];
  const startMs = performance.now();
  let pinged = 0;
  let muted = 0;
  for (let passedMs = 0; passedMs < forMs; passedMs = performance.now() - startMs) {
    for (const due = (passedMs / pingEveryMs) * attendees.length; pinged < due; pinged++)
      requests.push(ping(attendees[pinged % attendees.length]!));
    for (const due = (passedMs / muteEveryMs) * attendees.length; muted < due; muted++)
      requests.push(mute(attendees[muted % attendees.length]!, muted % 2 === 0));
    await new Promise((resolve) => setTimeout(resolve, tickMs));
  }
  await Promise.all(requests);
}

/** At a hundred people's pace it takes minutes until what they ask for is compiled. */
export async function warmUpRequestsOf(attendees: readonly Attendee[]): Promise<void> {
  const each = Math.ceil(warmUpRequests / attendees.length / 2);
  await inParallel(atOnce, attendees, async (attendee) => {
    for (let i = 0; i < each; i++) {
      await ping(attendee);
      await mute(attendee, i % 2 === 0);
    }
  });
}

const ping = ({ session }: Attendee): Promise<unknown> => session.request("ping", { sentAtMs: performance.now() });

const mute = ({ session, trackId }: Attendee, muted: boolean): Promise<unknown> =>
  session.request("setMuted", { trackId, muted });
