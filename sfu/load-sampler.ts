import type { Clock } from "../base/clock.ts";
import type { NodeLoad } from "./messages.ts";
import type { Room } from "./rooms/room.ts";
import type { PeerPath } from "./rooms/peer-path.ts";
import type { SlotLoad } from "./workers/choose-slot.ts";
import { CpuMeter } from "./workers/cpu-meter.ts";
import { readProcessStat } from "./workers/process-stat.ts";
import type { WorkerPool } from "./workers/worker-pool.ts";

/**
 * Transports whose statistics are asked for at each beat. /proc knows no traffic per process, so bitrates come from the
 * worker; a few requests at a time cost it nothing that can be measured, and the totals below are at most
 * (sessions / 4) beats old. At 500 sessions that is half a minute; placement does not look at them.
 */
const sessionsPerBeat = 4;

interface Bitrate {
  inBps: number;
  outBps: number;
}

/** The node's load as heartbeats tell it. */
export class LoadSampler {
  readonly #pool: WorkerPool;
  readonly #rooms: () => Iterable<Room>;
  readonly #clock: Clock;
  readonly #cpu = new Map<number, { meter: CpuMeter; share: number }>();
  readonly #bitrates = new WeakMap<PeerPath, Bitrate>();
  #queue: PeerPath[] = [];
  #asking = false;

  constructor(pool: WorkerPool, rooms: () => Iterable<Room>, clock: Clock) {
    this.#pool = pool;
    this.#rooms = rooms;
    this.#clock = clock;
  }

  /** What worker choice goes by, at this moment. */
  slotLoads(): SlotLoad[] {
    const loads = this.#pool.slots.map(({ worker }, slot) => ({
      slot,
      alive: worker !== undefined,
      rooms: 0,
      consumers: 0,
    }));
    for (const room of this.#rooms()) {
      const load = loads[room.worker.slot];
      if (!load) continue;
      load.rooms++;
      for (const path of room.paths) load.consumers += path.consumers.size;
    }
    return loads;
  }

  /** Once per beat: reads each worker's CPU time and asks for a few bitrates. */
  sample(): void {
    const pids = new Set<number>();
    for (const { worker } of this.#pool.slots) {
      const cpuMs = worker && readProcessStat(worker.pid)?.cpuMs;
      if (cpuMs === undefined) continue;
      pids.add(worker!.pid);
      const known = this.#cpu.get(worker!.pid) ?? { meter: new CpuMeter(), share: 0 };
      known.share = known.meter.add(this.#clock.nowMs(), cpuMs);
      this.#cpu.set(worker!.pid, known);
    }
    for (const pid of this.#cpu.keys()) if (!pids.has(pid)) this.#cpu.delete(pid);
    if (!this.#asking) void this.#askBitrates();
  }

  describe(sessions: number, capacity: number): NodeLoad {
    const load = { rooms: 0, producers: 0, consumers: 0, bitrateInBps: 0, bitrateOutBps: 0 };
    for (const room of this.#rooms()) {
      load.rooms++;
      for (const member of room.members.values()) load.producers += member.tracks.size;
      for (const path of room.paths) {
        load.consumers += path.consumers.size;
        load.bitrateInBps += this.#bitrates.get(path)?.inBps ?? 0;
        load.bitrateOutBps += this.#bitrates.get(path)?.outBps ?? 0;
      }
    }
    const slots = this.slotLoads();
    const workers = this.#pool.slots.map(({ worker }, slot) => ({
      slot,
      pid: worker?.pid ?? 0,
      alive: worker !== undefined,
      cpu: (worker && this.#cpu.get(worker.pid)?.share) ?? 0,
      rooms: slots[slot]!.rooms,
      consumers: slots[slot]!.consumers,
    }));
    return { ...load, workers, sessions, capacity };
  }

  /** One answer outstanding at a time: a worker that hangs is not asked again. */
  async #askBitrates(): Promise<void> {
    if (this.#queue.length === 0) {
      // A room that is just coming back has better use for its worker.
      for (const room of this.#rooms()) if (room.settled) this.#queue.push(...room.others());
    }
    this.#asking = true;
    try {
      await Promise.all(this.#queue.splice(0, sessionsPerBeat).map((path) => this.#askBitrate(path)));
    } finally {
      this.#asking = false;
    }
  }

  async #askBitrate(path: PeerPath): Promise<void> {
    if (path.closed) return;
    try {
      const [send, recv] = await Promise.all([path.send?.getStats(), path.recv?.getStats()]);
      this.#bitrates.set(path, { inBps: send?.[0]?.recvBitrate ?? 0, outBps: recv?.[0]?.sendBitrate ?? 0 });
    } catch {
      // It closed in between.
    }
  }
}
