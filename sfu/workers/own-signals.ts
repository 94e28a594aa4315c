// mediasoup ends its workers by itself as soon as its process is told to end (SIGTERM, SIGINT): every call of the node would
// stop at the moment that its move begins. Who ends the workers, and when, is the node's matter.

import process from "node:process";

const signals = ["SIGTERM", "SIGINT"] as const;

/** Calls `create`, and takes back what it has registered for signals until it returns. */
export function keepingSignals<Result>(create: () => Result): Result {
  const before = signals.map((signal) => new Set(process.listeners(signal)));
  const result = create();
  for (const [index, signal] of signals.entries())
    for (const listener of process.listeners(signal)) if (!before[index]!.has(listener)) process.off(signal, listener);
  return result;
}
