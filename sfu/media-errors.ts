import { NotFoundError, WorkerClosedError } from "mediasoup/errors";
import { HoldfastError } from "../proto/errors.ts";

/**
 * Awaits a request to mediasoup that carries what a client described, and gives its failure one of our codes: what it is
 * for is gone (its room moved, its path was replaced), the worker is gone, or the description was wrong, by mediasoup's own
 * validation or the worker's. Only the last of these is final.
 */
export async function mediaRequest<T>(request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (cause) {
    throw toMediaError(cause);
  }
}

/** The same for a request that has nothing of a client's in it: whatever fails is the node's. */
export async function workerRequest<T>(request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (cause) {
    const error = toMediaError(cause);
    throw error.code === "bad_media" ? new HoldfastError("node_unavailable", detailOf(cause), { cause }) : error;
  }
}

export function toMediaError(cause: unknown): HoldfastError {
  if (cause instanceof HoldfastError) return cause;
  if (cause instanceof WorkerClosedError) return new HoldfastError("node_unavailable", undefined, { cause });
  if (cause instanceof NotFoundError) return new HoldfastError("path_unknown", undefined, { cause });
  if (cause instanceof Error) return new HoldfastError("bad_media", detailOf(cause), { cause });
  return new HoldfastError("internal", undefined, { cause });
}

const detailOf = (cause: unknown): string | undefined =>
  cause instanceof Error ? cause.message.slice(0, 200) : undefined;
