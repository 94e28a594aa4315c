import type { HoldfastError } from "../../proto/errors.ts";
import type { TrackId } from "../../proto/ids.ts";

/** publish() calls that the node has not answered yet; a new path may do it in the old one's place. */
export class PendingPublishes {
  readonly #pending = new Map<TrackId, { resolve(): void; reject(error: HoldfastError): void }>();

  add(trackId: TrackId): Promise<void> {
    return new Promise((resolve, reject) => this.#pending.set(trackId, { resolve, reject }));
  }

  has(trackId: TrackId): boolean {
    return this.#pending.has(trackId);
  }

  taken(trackIds: readonly TrackId[]): void {
    for (const trackId of trackIds) {
      this.#pending.get(trackId)?.resolve();
      this.#pending.delete(trackId);
    }
  }

  refuse(trackId: TrackId, error: HoldfastError): void {
    this.#pending.get(trackId)?.reject(error);
    this.#pending.delete(trackId);
  }

  close(error: HoldfastError): void {
    for (const trackId of this.#pending.keys()) this.refuse(trackId, error);
  }
}
