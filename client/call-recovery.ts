// The call's recoveries: when one begins and when media is back, what the page is told and what the server.

import { wire } from "../proto/model.ts";
import type { Call } from "./call.ts";
import type { Path } from "./path.ts";
import type { MediaState } from "./path-witness.ts";
import { Recovery } from "./recovery.ts";
import { causeToWire, type PathCause } from "./wire-names.ts";

/** Between reports of paths that fail one after another; full jitter. */
const reportBaseMs = 250;
const reportCapMs = 4_000;

export function reportDelayMs(failuresBefore: number, random: number): number {
  return failuresBefore === 0 ? 0 : random * Math.min(reportCapMs, reportBaseMs * 2 ** failuresBefore);
}

const mediaStates: Record<MediaState, wire.ReportPath.State> = {
  alive: wire.ReportPath.State.ALIVE,
  stopped: wire.ReportPath.State.STOPPED,
  unknown: wire.ReportPath.State.UNKNOWN,
};

export class CallRecovery {
  readonly #call: Call;
  #recovery: Recovery | undefined;
  /** The path that was lost: only another one ends the recovery. */
  #lostPath: Path | undefined;
  #failures = 0;
  #reportTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #connected = new WeakSet<Path>();

  constructor(call: Call) {
    this.#call = call;
  }

  /** Again during a recovery, it waits for one path more; cause and node stay those of its beginning. */
  begin(cause: PathCause, fromNode = this.#call.paths.active?.nodeId ?? "", lostPath = this.#call.paths.newest): void {
    const { watch, logger, emit } = this.#call;
    if (this.#call.state === "connecting" || this.#call.state === "disconnected") return;
    this.#lostPath = lostPath;
    if (this.#recovery) return;
    this.#recovery = new Recovery(cause, fromNode);
    watch.beginGap();
    logger.info("recovering", { cause, fromNode });
    this.#call.setState("recovering");
    emit("recovering", this.#recovery.info);
  }

  pathConnected(path: Path): void {
    this.#failures = 0;
    if (path.state.name === "connected" && !this.#connected.has(path)) {
      this.#connected.add(path);
      this.#report(path, wire.ReportPath.State.CONNECTED, 0);
    }
    this.check();
  }

  /** ICE, DTLS or the building of the newest path failed: the server is asked for another one. */
  pathFailed(path: Path): void {
    const { logger, paths } = this.#call;
    const waitMs = reportDelayMs(this.#failures++, Math.random());
    logger.warn("the path failed", { path: path.id, node: path.nodeId, waitMs: Math.round(waitMs) });
    this.begin("path_failed");
    clearTimeout(this.#reportTimer);
    this.#reportTimer = setTimeout(() => {
      if (paths.newest === path) this.#report(path, wire.ReportPath.State.FAILED, 0);
    }, waitMs);
  }

  /** Looks whether the recovery is over. */
  check(): void {
    const { paths, watch, logger, emit } = this.#call;
    const { active } = paths;
    if (!this.#recovery || !active) return;
    const ready = active.state.name === "connected" || active.state.name === "idle";
    const pathConnected = ready && active === paths.newest && active !== this.#lostPath;
    if (!this.#recovery.isDone({ nowMs: performance.now(), pathConnected, allMediaBack: watch.allBack })) return;
    const { fromNode } = this.#recovery.info;
    this.#recovery = undefined;
    const gapMs = Math.round(watch.endGap());
    const recovered = { cause: active.cause, gapMs, fromNode, toNode: active.nodeId };
    logger.info("recovered", recovered);
    this.#call.setState("connected");
    emit("recovered", recovered);
    this.#report(active, wire.ReportPath.State.RECOVERED, gapMs);
  }

  /** Whether media arrives on the path that carries the call. */
  reportMedia(state: MediaState, silentMs: number): void {
    const { active } = this.#call.paths;
    if (!active || this.#call.state !== "connected") return;
    this.#call.logger.debug("media on the path", { path: active.id, state, silentMs: Math.round(silentMs) });
    this.#report(active, mediaStates[state], 0, silentMs);
  }

  close(): void {
    clearTimeout(this.#reportTimer);
    this.#recovery = undefined;
  }

  #report(path: Path, state: wire.ReportPath.State, gapMs: number, silentMs = 0): void {
    const { request, logger } = this.#call;
    request("reportPath", { pathId: path.id, state, gapMs, cause: causeToWire(path.cause), silentMs }).catch(
      (error: unknown) => {
        logger.debug("a report of the path was not taken", { path: path.id, reason: String(error) });
      },
    );
  }
}
