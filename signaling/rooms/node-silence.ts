// A join does not wait for a node that is silent: its process may be stopped while its workers go on, and nobody answers.

import { HoldfastError } from "../../proto/errors.ts";

/** Half a second after its people were asked, and by then it is no late heartbeat any more. */
export const joinsGoElsewhereAfterMs = 1_200;
/** Of the move, for logs and the failover's event. */
export const joinWitness = "somebody joins, and its node does not answer";
const lookMs = 100;

/**
 * Aborts the work when the node has been silent for too long meanwhile.
 * @throws HoldfastError node_unavailable then, or whatever the work throws
 */
export async function unlessSilent<Result>(
  silentMs: () => number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const silence = new AbortController();
  const look = setInterval(() => {
    if (silentMs() >= joinsGoElsewhereAfterMs) silence.abort();
  }, lookMs);
  try {
    return await work(AbortSignal.any([signal, silence.signal]));
  } catch (thrown) {
    throw silence.signal.aborted ? new HoldfastError("node_unavailable") : thrown;
  } finally {
    clearInterval(look);
  }
}
