// When receivers that are ready may start on a video track. Starting asks the sender for a key frame, and that is a
// scarce thing: libwebrtc makes one for the first request and silently ignores every other for the next 300 ms
// (kMinKeyframeSendIntervalMs, video/encoder_rtcp_feedback.cc). When a call comes back on a new node, receivers get
// ready some tens of milliseconds apart; if the first of them asked at once, whoever missed that key frame by a moment
// would see nothing for another 300 ms. So those that are ready wait a little for those about to be, and ask together.
//
// Nobody waits where it would not help: when nobody else is coming (a single person joins a running call).

/** Longest wait for others. Together with the key frame itself it stays well under the 300 ms that it saves. */
export const gatherMs = 100;
/** A consumer older than this that is not ready yet is not waited for: its client does something else. */
export const comingMs = 1_000;

export interface GateReceiver {
  createdAtMs: number;
  /** Since when its client has the description set and its transport connected. */
  readyAtMs: number | undefined;
  /** Has been started. */
  flowing: boolean;
}

/** Milliseconds until those that are ready should be started; 0 = now. */
export function gateWaitMs(receivers: readonly GateReceiver[], nowMs: number): number {
  const others = receivers.filter(({ flowing }) => !flowing);
  if (!others.some(({ readyAtMs, createdAtMs }) => readyAtMs === undefined && nowMs - createdAtMs < comingMs)) return 0;
  const firstReadyAtMs = Math.min(...others.map(({ readyAtMs }) => readyAtMs ?? Infinity));
  return Number.isFinite(firstReadyAtMs) ? Math.max(0, firstReadyAtMs + gatherMs - nowMs) : 0;
}
