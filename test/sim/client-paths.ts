// The paths of one client: which carries the call, which is next, which stands by (client/paths/paths.ts without media), by the
// shipped decisions of client/paths/path-choice.ts.

import { HoldfastError } from "../../proto/errors.ts";
import { type PathOffer, wire } from "../../proto/model.ts";
import { reportDelayMs } from "../../client/call/call-recovery.ts";
import { decideOffer, followsPromotion, mayPromote } from "../../client/paths/path-choice.ts";
import { ClientPath, type ClientPathDeps } from "./client-path.ts";

export interface ClientPathsDeps extends Omit<ClientPathDeps, "onState"> {
  /** The shipped rule, or a broken one, to see that the simulation notices. */
  decideOffer?: typeof decideOffer;
  report(pathId: string, state: wire.ReportPath.State): void;
  /** This path carries the call from now on. */
  onFollowed(path: ClientPath): void;
  /** A path was connected, promoted or lost. */
  onChanged(): void;
}

const { State } = wire.ReportPath;
/** After these the path before is gone (client/call/call.ts). */
const endsActivePath: ReadonlySet<number> = new Set([
  wire.PathCause.NODE_DIED,
  wire.PathCause.NODE_HUNG,
  wire.PathCause.NODE_UNREACHABLE,
  wire.PathCause.WORKER_DIED,
  wire.PathCause.PATH_FAILED,
]);
const keepPreviousMs = 15_000;
/** Every receiver switches at a key frame of its own. */
const changeOverMs = [200, 1_500] as const;

export class ClientPaths {
  readonly #deps: ClientPathsDeps;
  #active: ClientPath | undefined;
  #next: ClientPath | undefined;
  #standby: ClientPath | undefined;
  readonly #previous = new Set<ClientPath>();
  #activeUsable = false;
  #highestEpoch = 0;
  #failures = 0;

  constructor(deps: ClientPathsDeps) {
    this.#deps = deps;
  }

  get active(): ClientPath | undefined {
    return this.#active;
  }
  get standby(): ClientPath | undefined {
    return this.#standby;
  }
  get #newest(): ClientPath | undefined {
    return this.#next ?? this.#active;
  }

  live(): ClientPath[] {
    return [this.#active, this.#next, this.#standby, ...this.#previous].filter((path) => path !== undefined);
  }

  byId(id: string): ClientPath | undefined {
    return this.live().find((path) => path.id === id);
  }

  positions(): wire.PathPosition.$Shape[] {
    return this.live().map(({ id, nodeId, epoch, lastSeq, standby }) => ({
      pathId: id,
      nodeId,
      epoch,
      lastSeq,
      role: standby ? wire.PathRole.STANDBY : wire.PathRole.ACTIVE,
    }));
  }

  /** @throws HoldfastError epoch_stale */
  takeOffer(offer: PathOffer): void {
    const known = this.live().map(({ id }) => id);
    const decide = this.#deps.decideOffer ?? decideOffer;
    const decision = decide(offer, known, this.#highestEpoch);
    if (decision === "known") return;
    if (decision === "stale") throw new HoldfastError("epoch_stale");
    const path = new ClientPath(offer, { ...this.#deps, onState: (changed) => this.#onState(changed) });
    if (path.standby) {
      this.#standby?.close();
      this.#standby = path;
    } else {
      this.#highestEpoch = path.epoch;
      if (endsActivePath.has(offer.cause ?? 0)) this.#activeUsable = false;
      this.#next?.close();
      this.#next = path;
    }
    void path.build();
    this.#promoteIfReady();
  }

  /** False when that is no path to follow. */
  promoted(pathId: string, epoch: number): boolean {
    const path = this.#standby;
    if (!path || path.id !== pathId || !followsPromotion(epoch, this.#highestEpoch)) return false;
    this.#standby = undefined;
    this.#next?.close();
    this.#next = path;
    this.#activeUsable = false;
    this.#highestEpoch = Math.max(this.#highestEpoch, epoch);
    path.epoch = Math.max(path.epoch, epoch);
    path.standby = false;
    this.#promoteIfReady();
    return true;
  }

  activeLost(): void {
    this.#activeUsable = false;
    this.#promoteIfReady();
  }

  /** The server has ended it. */
  closed(pathId: string): void {
    const path = this.byId(pathId);
    if (!path) return;
    if (path === this.#standby) this.#standby = undefined;
    else if (!this.#previous.delete(path)) return path.dispatch({ type: "failed" });
    path.close();
  }

  /** The session goes on, with these of its paths. */
  resumed(resumed: readonly wire.ResumedPath.$Shape[]): void {
    const kept = new Set(resumed.map(({ pathId }) => pathId ?? ""));
    for (const path of this.live()) if (path !== this.#newest && !kept.has(path.id)) this.closed(path.id);
    for (const { pathId = "", role, epoch } of resumed) {
      const path = this.byId(pathId ?? "");
      if (path?.standby && role !== wire.PathRole.STANDBY) this.promoted(path.id, epoch ?? 0);
    }
    const newest = this.#newest;
    if (newest?.state.name === "failed") this.#failed(newest);
  }

  closeAll(): void {
    for (const path of this.live()) path.close();
  }

  #onState(path: ClientPath): void {
    const { name } = path.state;
    if (path === this.#standby) {
      if (name !== "failed") return;
      this.#standby = undefined;
      this.#failed(path);
      return path.close();
    }
    if (path !== this.#active && path !== this.#next) return;
    if (name === "connected") {
      this.#failures = 0;
      this.#deps.report(path.id, State.CONNECTED);
      if (!path.works) path.loseConsent();
    }
    if (name === "failed" && path === this.#active) this.#activeUsable = false;
    if (name === "failed" && path === this.#newest) this.#failed(path);
    this.#promoteIfReady();
    this.#deps.onChanged();
  }

  #failed(path: ClientPath): void {
    const { network, random, report } = this.#deps;
    const waitMs = reportDelayMs(this.#failures++, random.next());
    network.time.after(waitMs, () => {
      if (path.standby || this.#newest === path) report(path.id, State.FAILED);
    });
  }

  #promoteIfReady(): void {
    const path = this.#next;
    if (!path || !mayPromote(path.state, this.#activeUsable)) return;
    const before = this.#active;
    this.#active = path;
    this.#next = undefined;
    const keep = path.keepsPrevious && this.#activeUsable;
    this.#activeUsable = path.state.name !== "failed";
    if (before && keep) this.#keep(before);
    else {
      before?.close();
      for (const gone of this.#previous) gone.close();
      this.#previous.clear();
    }
    this.#deps.onFollowed(path);
    this.#deps.onChanged();
  }

  #keep(before: ClientPath): void {
    const { network, random, report } = this.#deps;
    this.#previous.add(before);
    network.time.after(keepPreviousMs, () => {
      if (this.#previous.has(before)) this.closed(before.id);
    });
    network.time.after(random.between(...changeOverMs), () => {
      if (this.#active?.keepsPrevious && this.#previous.size > 0) report(this.#active.id, State.PROMOTED);
    });
  }
}
