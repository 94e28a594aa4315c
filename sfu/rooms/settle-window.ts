import { joinCause } from "../messages.ts";

/** How long a re-placed room waits for its participants before somebody missing counts as having left. */
export const settleWindowMs = 2_000;

export interface SettleState {
  openedAtMs: number;
  /** When the window ends; undefined = the room is settled. */
  settlesAtMs: number | undefined;
}

export function openedBy(cause: number, nowMs: number): SettleState {
  return { openedAtMs: nowMs, settlesAtMs: cause === joinCause ? undefined : nowMs + settleWindowMs };
}

/**
 * Another batch of sessions came. Somebody's fresh join may reach a re-placed room before those who are coming back:
 * the first of these, within the window, says that the room is a re-placed one after all.
 */
export function attachedBy(state: SettleState, cause: number, nowMs: number): SettleState {
  const endsAtMs = state.openedAtMs + settleWindowMs;
  if (state.settlesAtMs !== undefined || cause === joinCause || nowMs >= endsAtMs) return state;
  return { ...state, settlesAtMs: endsAtMs };
}
