// What follows from what clients say of their media. Pure.

import type { SessionId } from "../../proto/ids.ts";
import { hungSilenceMs } from "./liveness.ts";

export interface Witness {
  sessionId: SessionId;
  /** `silent`: has said nothing, or nothing lately. */
  state: "alive" | "stopped" | "unknown" | "silent";
  /** How long media had been away at the time of the report. */
  silentMs: number;
  reportedAtMs: number;
}

export interface Verdict<Kind extends string> {
  verdict: Kind;
  /** For logs and the failover's event. */
  witness: string;
}

/** How long clients have to answer; those who can do so within some tens of milliseconds. */
export const answerWithinMs = 150;
/** Media away for less may be no more than a lost packet, or a sender's pause. */
const leastMediaSilenceMs = 400;
/**
 * A report speaks for so long; a client repeats it only when asked, or when it changes. One that comes later than this
 * after the question may have been on its way as long: the clients are to be asked again.
 */
export const freshMs = 2_000;

/** Of two people who hear nothing of each other, one may have lost the network: that is no word against the node. */
const leastUnreachable = 3;

export interface JudgeInput {
  nowMs: number;
  /** Since the node's last heartbeat. */
  silentMs: number;
  askedAtMs: number;
  /** Not for the first time since the node fell silent: what was said before proves nothing, late messages come late. */
  askedAgain?: boolean;
  witnesses: readonly Witness[];
}

/** Of a node that is silent. `noWitness`: nobody can tell, so only time can. */
export function judge({
  nowMs,
  silentMs,
  askedAtMs,
  askedAgain = false,
  witnesses,
}: JudgeInput): Verdict<"wait" | "alive" | "dead" | "noWitness"> {
  // What was seen alive before the node fell silent tells nothing of now.
  const alive = witnesses.filter(({ state, reportedAtMs }) => state === "alive" && reportedAtMs >= askedAtMs);
  // Nor does what stopped long before: a partner may have left, or this replica may no longer hear its clients either.
  const stopped = witnesses.filter(
    (it) =>
      it.state === "stopped" &&
      it.reportedAtMs >= (askedAgain ? askedAtMs : askedAtMs - freshMs) &&
      it.silentMs + (nowMs - it.reportedAtMs) >= leastMediaSilenceMs,
  );
  const open = witnesses.filter((it) => !stopped.includes(it) && it.reportedAtMs < askedAtMs);
  const text = `no heartbeat for ${Math.round(silentMs)} ms; of ${witnesses.length} clients ${stopped.length} without media, ${alive.length} with`;
  if (alive.length > 0) return { verdict: "alive", witness: text };
  const timeUp = nowMs - askedAtMs >= answerWithinMs;
  if (stopped.length > 0 && (open.length === 0 || timeUp)) return { verdict: "dead", witness: text };
  if (open.length > 0 && !timeUp) return { verdict: "wait", witness: text };
  return { verdict: "noWitness", witness: text };
}

/**
 * Of a node that is not silent for long enough to be suspect, when clients independently say that its media no longer
 * comes. One or two alone may have a network, or a partner, that is gone. `unreachable`: its heartbeats are fine. `hung`:
 * they are missing too.
 */
export function judgeLiveNode({
  nowMs,
  silentMs,
  witnesses,
}: Pick<JudgeInput, "nowMs" | "silentMs" | "witnesses">): Verdict<"wait" | "unreachable" | "hung"> {
  const fresh = witnesses.filter(({ reportedAtMs }) => nowMs - reportedAtMs <= freshMs);
  const stopped = fresh.filter(({ state }) => state === "stopped");
  const alive = fresh.filter(({ state }) => state === "alive");
  const witness = `no heartbeat for ${Math.round(silentMs)} ms; of ${witnesses.length} clients ${stopped.length} without media, ${alive.length} with`;
  const hung = silentMs >= hungSilenceMs;
  const enough = stopped.length >= (hung ? 2 : leastUnreachable);
  if (!enough || stopped.length * 2 < witnesses.length || alive.length > 0) return { verdict: "wait", witness };
  return { verdict: hung ? "hung" : "unreachable", witness };
}
