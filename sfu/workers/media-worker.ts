import { accessSync, constants } from "node:fs";
import * as mediasoup from "mediasoup";
import type { types } from "mediasoup";
import { ConfigError } from "../../base/config.ts";
import type { Logger } from "../../base/logger.ts";
import { keepingSignals } from "./own-signals.ts";

export interface MediaWorkerOptions {
  slot: number;
  rtcHosts: readonly string[];
  /** At which clients reach it. */
  addresses: readonly string[];
  rtcPort: number;
  log: Logger;
  /** Called once, when the process ends without having been closed. */
  onDied(worker: MediaWorker, cause: string): void;
}

/** One media worker process and the one port that all its clients use. */
export class MediaWorker {
  readonly slot: number;
  readonly addresses: readonly string[];
  readonly pid: number;
  readonly server: types.WebRtcServer;
  readonly #worker: types.Worker;
  #died = false;

  private constructor(slot: number, addresses: readonly string[], worker: types.Worker, server: types.WebRtcServer) {
    this.slot = slot;
    this.addresses = addresses;
    this.pid = worker.pid;
    this.server = server;
    this.#worker = worker;
  }

  /** @throws ConfigError when the binary is missing or does not start, or when the port is taken. */
  static async create({ slot, rtcHosts, addresses, rtcPort, log, onDied }: MediaWorkerOptions): Promise<MediaWorker> {
    const binary = mediasoup.workerBin; // MEDIASOUP_WORKER_BIN, or the one inside the package
    try {
      accessSync(binary, constants.X_OK);
    } catch {
      throw new ConfigError([
        `the media worker ${binary} is missing or not executable: run the set-up (npm start does), or set MEDIASOUP_WORKER_BIN`,
      ]);
    }
    let worker: types.Worker;
    try {
      const starting = keepingSignals(() => mediasoup.createWorker({ logLevel: "warn", workerBin: binary }));
      worker = await withinMs(startLimitMs, starting);
    } catch (cause) {
      throw new ConfigError([`the media worker ${binary} does not start: ${(cause as Error).message}`]);
    }
    try {
      const server = await worker.createWebRtcServer({
        listenInfos: rtcHosts.flatMap((ip) =>
          (["udp", "tcp"] as const).map((protocol) => ({
            ip,
            port: rtcPort,
            protocol,
            // Otherwise :: would take the IPv4 port as well, and be in the way of 0.0.0.0.
            ...(ip.includes(":") ? { flags: { ipv6Only: true } } : {}),
          })),
        ),
      });
      const created = new MediaWorker(slot, addresses, worker, server);
      worker.on("died", (error) => {
        created.#died = true;
        onDied(created, error.message);
      });
      log.info({ slot, worker: worker.pid, rtcPort }, "media worker started");
      return created;
    } catch (cause) {
      worker.close();
      throw new ConfigError([
        `the media port ${rtcHosts.map((host) => `${host}:${rtcPort}`).join(", ")} (UDP and TCP) cannot be used: ${(cause as Error).message}`,
      ]);
    }
  }

  get alive(): boolean {
    return !this.#died && !this.#worker.closed;
  }

  createRouter(mediaCodecs: types.RouterRtpCodecCapability[]): Promise<types.Router> {
    return this.#worker.createRouter({ mediaCodecs });
  }

  /** Any answer shows that the worker's loop turns. */
  async probe(): Promise<void> {
    await this.#worker.getResourceUsage();
  }

  /** Ends the process and resolves when it is gone. Idempotent. */
  async close(): Promise<void> {
    if (this.#worker.subprocessClosed) return;
    const gone = new Promise<void>((resolve) => this.#worker.once("subprocessclose", resolve));
    this.#worker.close();
    // A stopped or wedged worker does not read its close message.
    const killer = setTimeout(() => this.kill(), closeLimitMs);
    await gone;
    clearTimeout(killer);
  }

  kill(): void {
    if (this.#worker.subprocessClosed) return;
    try {
      process.kill(this.pid, "SIGKILL");
    } catch {
      // It ended in between.
    }
  }
}

const closeLimitMs = 1_000;
/** A worker is up after 50 ms; a program that runs but is no media worker never says so. */
const startLimitMs = 10_000;

async function withinMs<T>(limitMs: number, promise: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`it did not report within ${limitMs} ms`)), limitMs);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
