import { UnsupportedError, WorkerClosedError } from "mediasoup/errors";
import { HoldfastError } from "../proto/errors.ts";

/**
 * Awaits a request to mediasoup and gives its failure one of our codes: the parameters were wrong (its own validation,
 * or the worker's refusal), or the worker is gone.
 */
export async function mediaRequest<T>(request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (cause) {
    throw toMediaError(cause);
  }
}

export function toMediaError(cause: unknown): HoldfastError {
  if (cause instanceof HoldfastError) return cause;
  if (cause instanceof WorkerClosedError) return new HoldfastError("node_unavailable", undefined, { cause });
  const code =
    cause instanceof TypeError || cause instanceof UnsupportedError || cause instanceof Error
      ? "bad_media"
      : "internal";
  const detail = cause instanceof Error ? cause.message.slice(0, 200) : undefined;
  return new HoldfastError(code, detail, { cause });
}
