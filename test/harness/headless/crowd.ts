// Many people in one room who all talk at once, without a browser: real ICE, DTLS and SRTP, in a few processes.
import { fork, type ChildProcess } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import type { Cluster } from "../cluster.ts";
import { notReady, ready, waitUntil, type Probe, type WaitOptions } from "../wait-until.ts";
import type { CrowdReplies, CrowdReply, CrowdRequest } from "./crowd-messages.ts";

const processFile = fileURLToPath(new URL("crowd-process.ts", import.meta.url));
/** Asking takes the time of those who listen. */
const lookEveryMs = 250;
const patienceMs = 20_000;
/** Of those who lack something, in the message of a failure. */
const maxTold = 3;

export interface CrowdOptions {
  room: string;
  size: number;
  redundancy?: "cold" | "hot";
}

export class Crowd implements AsyncDisposable {
  readonly identities: readonly string[];
  readonly #processes: readonly CrowdProcess[];

  private constructor(identities: readonly string[], processes: readonly CrowdProcess[]) {
    this.identities = identities;
    this.#processes = processes;
  }

  /** Resolves when all have joined and published. */
  static async gather(cluster: Cluster, { room, size, redundancy = "cold" }: CrowdOptions): Promise<Crowd> {
    const identities = Array.from({ length: size }, (_, index) => `person-${index + 1}`);
    const processes = Array.from({ length: availableParallelism() }, () => new CrowdProcess());
    const crowd = new Crowd(identities, processes);
    try {
      const joins = await Promise.all(
        identities.map(async (identity) => ({
          identity,
          urls: cluster.signalingUrls,
          token: await cluster.mint({ identity, room }),
          redundancy,
        })),
      );
      await Promise.all(
        processes.map((one, index) =>
          one.ask({ do: "join", joins: joins.filter((_, person) => person % processes.length === index) }),
        ),
      );
      return crowd;
    } catch (thrown) {
      await crowd[Symbol.asyncDispose]();
      throw thrown;
    }
  }

  /** RTP packets that everybody received so far. */
  async packetsHeard(): Promise<number> {
    const heard = Object.values(await this.#askAll({ do: "packetsHeard" }));
    return heard.reduce((total, packets) => total + packets, 0);
  }

  /** Everybody hears everybody else at this moment. */
  async waitUntilAllHearAll(options: WaitOptions = {}): Promise<void> {
    await this.#waitForAll("everybody hears everybody", options, async () => {
      const hearing = await this.#askAll({ do: "hearing" });
      return this.#deaf((listener) => hearing[listener] ?? []);
    });
  }

  /**
   * From `sinceMs` until each heard each of the others on another path, in milliseconds: one for each of those who hear
   * and each of those who are heard. Resolves when all have.
   */
  async heardAgainMs(sinceMs: number, options: WaitOptions = {}): Promise<number[]> {
    let first: CrowdReplies["firstHeard"] = {};
    await this.#waitForAll("everybody has heard everybody again", options, async () => {
      first = await this.#askAll({ do: "firstHeard", sinceMs });
      return this.#deaf((listener) => Object.keys(first[listener] ?? {}));
    });
    return Object.values(first).flatMap((heard) => Object.values(heard).map((atMs) => atMs - sinceMs));
  }

  /** The longest gap that each one's SDK told of since then. Resolves when all have. */
  async toldGapsMs(sinceMs: number, options: WaitOptions = {}): Promise<number[]> {
    let told: CrowdReplies["recoveries"] = {};
    await this.#waitForAll("everybody has told of a recovery", options, async () => {
      told = await this.#askAll({ do: "recoveries", sinceMs });
      return this.identities.filter((identity) => !told[identity]?.length).map((identity) => `${identity} has not`);
    });
    return Object.values(told).map((own) => Math.max(...own.map(({ gapMs }) => gapMs)));
  }

  /** With redundancy "hot": everybody has a second path that is connected. */
  async waitUntilAllStandBy(options: WaitOptions = {}): Promise<void> {
    await this.#waitForAll("everybody has a standby path", options, async () => {
      const paths = Object.entries(await this.#askAll({ do: "paths" }));
      return paths.filter(([, { standsBy }]) => !standsBy).map(([identity]) => `${identity} has none`);
    });
  }

  /** The one node that the room is on. */
  async nodeId(): Promise<string> {
    const paths = await this.#askAll({ do: "paths" });
    const ids = new Set(Object.values(paths).map(({ nodeId }) => nodeId));
    if (ids.size !== 1) throw new Error(`the crowd is on ${[...ids].join(" and ")}`);
    return [...ids][0]!;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#processes.map((one) => one.end()));
  }

  async #waitForAll(what: string, options: WaitOptions, lacking: () => Promise<string[]>): Promise<void> {
    const probe = async (): Promise<Probe<undefined>> => {
      const found = await lacking();
      if (found.length === 0) return ready(undefined);
      return notReady(
        [...found.slice(0, maxTold), ...(found.length > maxTold ? [`${found.length} in all`] : [])].join("; "),
      );
    };
    await waitUntil(what, probe, { intervalMs: lookEveryMs, timeoutMs: patienceMs, ...options });
  }

  /** Who does not hear whom. */
  #deaf(heardBy: (listener: string) => readonly string[]): string[] {
    return this.identities.flatMap((listener) => {
      const heard = new Set(heardBy(listener));
      const silent = this.identities.filter((speaker) => speaker !== listener && !heard.has(speaker));
      return silent.length > 0 ? [`${listener} does not hear ${silent.join(", ")}`] : [];
    });
  }

  async #askAll<Name extends CrowdRequest["do"]>(
    request: Extract<CrowdRequest, { do: Name }>,
  ): Promise<CrowdReplies[Name]> {
    const replies = await Promise.all(this.#processes.map((one) => one.ask<Name>(request)));
    return Object.assign({}, ...replies) as CrowdReplies[Name];
  }
}

class CrowdProcess {
  readonly #child: ChildProcess = fork(processFile, { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  #last: Promise<unknown> = Promise.resolve();

  /** One after another. @throws what the process threw, or that it ended. */
  ask<Name extends CrowdRequest["do"]>(request: Extract<CrowdRequest, { do: Name }>): Promise<CrowdReplies[Name]> {
    const asked = this.#last.then(() => this.#ask(request));
    this.#last = asked.catch(() => {});
    return asked as Promise<CrowdReplies[Name]>;
  }

  /** With a goodbye, when it still answers. */
  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => this.#child.once("exit", () => resolve()));
    const killer = setTimeout(() => this.#child.kill("SIGKILL"), 3_000);
    await this.ask({ do: "leave" }).catch(() => {});
    if (this.#child.connected) this.#child.disconnect();
    await ended;
    clearTimeout(killer);
  }

  #ask(request: CrowdRequest): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        this.#child.off("message", onReply);
        this.#child.off("exit", onExit);
      };
      const onReply = (reply: CrowdReply): void => {
        settle();
        if ("error" in reply) reject(new Error(`${request.do}: ${reply.error}`));
        else resolve(reply.ok);
      };
      const onExit = (): void => {
        settle();
        reject(new Error(`the process of a crowd ended during ${request.do}`));
      };
      this.#child.on("message", onReply);
      this.#child.once("exit", onExit);
      if (this.#child.connected) this.#child.send(request);
      else onExit();
    });
  }
}
