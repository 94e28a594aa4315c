// The call's recoveries and migrations: when one begins and when all media is on the new path, what the page is told and
// what the server.

import { wire } from "../../proto/model.ts";
import { hearing, type PathMedia } from "../../proto/path-media.ts";
import type { Call } from "./call.ts";
import type { Path } from "../paths/path.ts";
import type { MediaState } from "../playout/path-witness.ts";
import { attempts, mediaUnreachable, type ReachAttempt } from "../paths/media-unreachable.ts";
import { Recovery } from "./recovery.ts";
import { causeToWire, type PathCause } from "../wire-names.ts";

/** Between reports of paths that fail one after another; full jitter. */
const reportBaseMs = 250;
const reportCapMs = 4_000;

/** A picture that stands still for so long, nobody sees. */
const unnoticedMs = 250;

export function reportDelayMs(failuresBefore: number, random: number): number {
  return failuresBefore === 0 ? 0 : random * Math.min(reportCapMs, reportBaseMs * 2 ** failuresBefore);
}

export class CallRecovery {
  readonly #call: Call;
  #recovery: Recovery | undefined;
  /** The path that was lost: only another one ends the recovery. */
  #lostPath: Path | undefined;
  #failures = 0;
  #reportTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #connected = new WeakSet<Path>();
  /** Media has got through at some time. */
  #reachable = false;
  /** By path: one that failed while signaling was away is heard of twice. */
  readonly #unreached = new Map<string, ReachAttempt>();

  constructor(call: Call) {
    this.#call = call;
  }

  /**
   * Again during a recovery, it waits for one path more; cause and node stay those of its beginning. Without a lost path,
   * the one that there is may come back.
   */
  begin(cause: PathCause, fromNode: string, lostPath?: Path): void {
    const { watch, logger, emit } = this.#call;
    if (this.#call.state === "connecting" || this.#call.state === "disconnected") return;
    this.#lostPath = lostPath;
    if (this.#recovery && !this.#recovery.quiet) return;
    this.#recovery = new Recovery(cause, fromNode);
    watch.beginGap(!lostPath);
    logger.info("recovering", { cause, fromNode });
    this.#call.setState("recovering");
    emit("recovering", this.#recovery.info);
  }

  /** The call changes over to another path while the one before goes on. */
  beginMigration(cause: PathCause, fromNode: string, leftPath: Path | undefined): void {
    if (this.#call.state === "connecting" || this.#call.state === "disconnected") return;
    this.#lostPath = leftPath;
    if (this.#recovery) return;
    this.#recovery = new Recovery(cause, fromNode, true);
    this.#call.watch.beginGap();
    this.#call.watch.expectNewer();
    this.#call.logger.info("migrating", { cause, fromNode });
  }

  pathConnected(path: Path): void {
    this.#failures = 0;
    if (path.state.name === "connected" && !this.#connected.has(path)) {
      this.#connected.add(path);
      this.#reachable = true;
      this.#report(path, wire.ReportPath.State.CONNECTED);
    }
    this.check();
  }

  /** ICE, DTLS or the building of the newest path, or of the standby, failed: the server is asked for another one. */
  pathFailed(path: Path): void {
    const { logger, paths } = this.#call;
    const waitMs = reportDelayMs(this.#failures++, Math.random());
    logger.warn("the path failed", {
      path: path.id,
      node: path.nodeId,
      standby: path.standby,
      waitMs: Math.round(waitMs),
    });
    if (path.standby) {
      setTimeout(() => this.#report(path, wire.ReportPath.State.FAILED), waitMs);
      return;
    }
    if (!this.#reachable && path.failedFrom === "connecting") this.#unreached.set(path.id, path.reach);
    if (this.#unreached.size >= attempts) {
      void this.#call.end(mediaUnreachable([...this.#unreached.values()]));
      return;
    }
    this.begin("path_failed", path.nodeId, path);
    clearTimeout(this.#reportTimer);
    this.#reportTimer = setTimeout(() => {
      if (paths.newest === path) this.#report(path, wire.ReportPath.State.FAILED);
    }, waitMs);
  }

  /** The session is where it was, with this path. What could not be told while it was away is told now. */
  resumed(path: Path): void {
    if (path.state.name === "failed") this.pathFailed(path);
    else if (path.state.name === "interrupted") void path.restartIce();
    this.check();
  }

  /** Looks whether the recovery is over. */
  check(): void {
    const { paths, watch } = this.#call;
    const { active } = paths;
    if (!this.#recovery || !active) return;
    const ready = active.state.name === "connected" || active.state.name === "idle";
    const pathConnected = ready && active === paths.newest && active !== this.#lostPath;
    const allMediaBack = watch.allBack && (!paths.changingOver || watch.changedOver);
    if (!this.#recovery.isDone({ nowMs: performance.now(), pathConnected, allMediaBack })) return;
    this.#done(this.#recovery, active);
  }

  #done(recovery: Recovery, active: Path): void {
    const { watch, logger, emit, paths } = this.#call;
    this.#recovery = undefined;
    const gapMs = Math.round(watch.endGap());
    const cause = this.#lostPath ? active.cause : recovery.info.cause;
    const done = { cause, gapMs, fromNode: recovery.info.fromNode, toNode: active.nodeId };
    if (paths.changingOver) this.#report(active, wire.ReportPath.State.PROMOTED);
    // A migration that could be noticed was none: its node stopped before everything had changed over.
    const event = recovery.quiet && gapMs <= unnoticedMs ? "migrated" : "recovered";
    logger.info(event, done);
    this.#call.setState("connected");
    emit(event, done);
    this.#report(active, wire.ReportPath.State.RECOVERED, { gapMs, cause: causeToWire(cause) });
    paths.closeOver();
  }

  /** What is heard has changed, or the server asks; it is told what that says of the path that carries the call. */
  reportMedia(shown: MediaState, media: PathMedia): void {
    const { active } = this.#call.paths;
    if (!active || this.#call.state !== "connected") return;
    // Nobody can tell us of a loss now: what the page sees is all there is to go by.
    if (!this.#call.online && hearing(media) === "cut") return this.begin("signaling_lost", active.nodeId);
    if (shown === "stopped") {
      this.#call.probe();
      this.#migrationBroke();
    }
    this.#call.logger.debug("media on the path", { path: active.id, heard: hearing(media), silentMs: media.silentMs });
    this.#report(active, wire.ReportPath.State.MEDIA, { media: { ...media, origins: [...media.origins] } });
  }

  /** The path that was to carry the call until the next one does has stopped: no gap can be avoided any more. */
  #migrationBroke(): void {
    if (!this.#recovery?.quiet) return;
    const { cause, fromNode } = this.#recovery.info;
    this.begin(cause, fromNode, this.#lostPath);
    this.#call.paths.activeLost();
  }

  close(): void {
    clearTimeout(this.#reportTimer);
    this.#recovery = undefined;
  }

  #report(path: Path, state: wire.ReportPath.State, more: Partial<wire.ReportPath.$Shape> = {}): void {
    const { request, logger } = this.#call;
    request("reportPath", { pathId: path.id, state, ...more }).catch((error: unknown) => {
      logger.debug("a report of the path was not taken", { path: path.id, reason: String(error) });
    });
  }
}
