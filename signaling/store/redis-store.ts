// The store of many replicas: Redis, alone, behind Sentinel, or as Redis Cluster. Every decision that counts is one Lua
// script (redis-scripts.ts); how records are written is in redis-records.ts. To be used through GuardedStore only.

import {
  type CommandParser,
  createClient,
  createCluster,
  createSentinel,
  defineScript,
  type RedisClientOptions,
} from "@redis/client";
import { type Backoff, backoffMs } from "../../base/backoff.ts";
import type { Logger } from "../../base/logger.ts";
import type { RoomName } from "../../proto/ids.ts";
import { type LiveKey, type RevokedKey, type StoredKey, storedKeySchema } from "../keys/api-key.ts";
import { HoldfastError } from "../../proto/errors.ts";
import { type RoomSettings, roomSettingsSchema } from "../room-settings.ts";
import type { UnguardedStore } from "./guarded-store.ts";
import { keepReleasedMs } from "./memory-store.ts";
import {
  hintChannel,
  keysKey,
  leaseStart,
  MalformedRecord,
  nodesEndKey,
  nodesKey,
  placementKey,
  probeKey,
  readHint,
  readJson,
  readLease,
  readPlacement,
  settingsKey,
  writeHint,
  writeLease,
  writePlacement,
} from "./redis-records.ts";
import {
  leaseNodeScript,
  listNodesScript,
  restorePlacementsScript,
  swapPlacementScript,
  swapTextScript,
} from "./redis-scripts.ts";
import { redisTrouble } from "./redis-trouble.ts";
import { describeRedis, type RedisTarget } from "./redis-url.ts";
import type { KnownRoom, NodeLease, Placement, StoreHint } from "./store.ts";

/** A room that nobody has placed anew for so long; nodes that still hold it bring it back. */
const keepPlacementMs = 24 * 3_600_000;
const keepProbeMs = 60_000;
/** Placements that one script brings back, which Redis is busy with for a millisecond. Of a Redis Cluster, one slot's. */
const restoredAtOnce = 100;
const connectTimeoutMs = 1_000;
const reconnectBackoff: Backoff = { baseMs: 20, maxMs: 250 };
const reconnectAfterMs = (retries: number): number => 10 + backoffMs(reconnectBackoff, retries, Math.random);
/** Far above what the guard lets through while it has not noticed that Redis does not answer. */
const maxQueuedCommands = 20_000;
const maxReportedKeys = 1_000;
/** Tries to change what others change at the same time. */
const maxSwaps = 20;

/** Without a number of keys, each call says how many there are. */
const script = (SCRIPT: string, NUMBER_OF_KEYS?: number) =>
  defineScript({
    SCRIPT,
    ...(NUMBER_OF_KEYS === undefined ? {} : { NUMBER_OF_KEYS }),
    parseCommand(parser: CommandParser, keys: readonly string[], values: readonly string[]) {
      if (NUMBER_OF_KEYS === undefined) parser.pushKeysLength([...keys]);
      else for (const key of keys) parser.pushKey(key);
      parser.push(...values);
    },
    transformReply: (reply: unknown) => reply,
  });

const scripts = {
  swapPlacement: script(swapPlacementScript, 1),
  restorePlacements: script(restorePlacementsScript),
  leaseNode: script(leaseNodeScript, 2),
  listNodes: script(listNodesScript, 2),
  swapText: script(swapTextScript, 1),
};

interface ScriptReplies {
  swapPlacement: [written: number, epoch: string, node: string, standby: string];
  restorePlacements: string[];
  leaseNode: number;
  listNodes: string[];
  swapText: number;
}

/** What all three kinds of client have in common. */
interface Connection {
  run<Name extends keyof ScriptReplies>(
    name: Name,
    keys: readonly string[],
    values: readonly string[],
  ): Promise<ScriptReplies[Name]>;
  hmGet(key: string, fields: string[]): Promise<(string | null)[]>;
  get(key: string): Promise<string | null>;
  set(key: string, value: string, options?: { PX: number }): Promise<unknown>;
  del(key: string): Promise<unknown>;
  hGetAll(key: string): Promise<Record<string, string>>;
  hSet(key: string, field: string, value: string): Promise<unknown>;
  hSetNX(key: string, field: string, value: string): Promise<unknown>;
  hDel(key: string, field: string): Promise<unknown>;
  publish(channel: string, text: string): Promise<unknown>;
  destroy(): void;
}

const keepMsOf = ({ nodeId }: Placement): string => String(nodeId === undefined ? keepReleasedMs : keepPlacementMs);

export class RedisStore implements UnguardedStore {
  readonly #target: RedisTarget;
  readonly #log: Logger;
  readonly #listeners: ((hint: StoreHint) => void)[] = [];
  readonly #reported = new Set<string>();
  #trouble = "";
  #connection: Connection;

  /** Begins to connect, and goes on trying for ever. */
  constructor(target: RedisTarget, log: Logger) {
    this.#target = target;
    this.#log = log.child({ store: describeRedis(target) });
    this.#connection = this.#connect();
  }

  /** What somebody has to mend before it can be used, in a sentence; empty when nothing is known to be wrong. */
  get trouble(): string {
    return this.#trouble;
  }

  async getPlacement(room: RoomName): Promise<Placement | undefined> {
    const key = placementKey(room);
    try {
      return this.#read(key, readPlacement, await this.#connection.hmGet(key, ["epoch", "node", "standby"]));
    } catch (error) {
      if (!isWrongType(error)) throw error;
      return this.#report(key, "is no hash");
    }
  }

  async swapPlacement(
    room: RoomName,
    expected: Placement | undefined,
    next: Placement,
  ): Promise<Placement | undefined> {
    const [written, ...stored] = await this.#connection.run(
      "swapPlacement",
      [placementKey(room)],
      [
        ...writePlacement(expected),
        ...writePlacement(next),
        keepMsOf(next),
        hintChannel,
        writeHint({ kind: "placement", room }),
      ],
    );
    return written === 1 ? next : readPlacement(stored.map((field) => field || null));
  }

  async restorePlacements(rooms: readonly KnownRoom[]): Promise<(Placement | undefined)[]> {
    const atOnce = this.#target.kind === "cluster" ? 1 : restoredAtOnce;
    const calls: Promise<(Placement | undefined)[]>[] = [];
    for (let first = 0; first < rooms.length; first += atOnce)
      calls.push(this.#restore(rooms.slice(first, first + atOnce)));
    return (await Promise.all(calls)).flat();
  }

  async #restore(rooms: readonly KnownRoom[]): Promise<(Placement | undefined)[]> {
    const keys = rooms.map(([room]) => placementKey(room));
    const values = rooms.flatMap(([, placement]) => [...writePlacement(placement), keepMsOf(placement)]);
    const found = await this.#connection.run("restorePlacements", keys, values);
    const fieldsOf = (index: number) => found.slice(3 * index, 3 * index + 3).map((field) => field || null);
    return rooms.map((_, index) => readPlacement(fieldsOf(index)));
  }

  async leaseNode(lease: NodeLease, ttlMs: number): Promise<void> {
    const values = [
      lease.nodeId,
      writeLease(lease),
      String(ttlMs),
      hintChannel,
      writeHint({ kind: "nodes" }),
      leaseStart(lease),
    ];
    await this.#connection.run("leaseNode", [nodesKey, nodesEndKey], values);
  }

  async listNodes(): Promise<NodeLease[]> {
    const found = await this.#connection.run("listNodes", [nodesKey, nodesEndKey], []);
    const leases: NodeLease[] = [];
    for (let i = 0; i + 1 < found.length; i += 2) {
      const lease = this.#read(`${nodesKey} ${found[i]}`, () => readLease(found[i]!, found[i + 1]!), undefined);
      if (lease) leases.push(lease);
    }
    return leases;
  }

  async getRoomSettings(room: RoomName): Promise<RoomSettings | undefined> {
    return (await this.#readRoomSettings(settingsKey(room))).settings;
  }

  async #readRoomSettings(key: string): Promise<{ text: string; settings: RoomSettings | undefined }> {
    try {
      const text = await this.#connection.get(key);
      if (text === null) return { text: "", settings: undefined };
      return { text, settings: this.#read(key, (json) => readJson(roomSettingsSchema, json), text) };
    } catch (error) {
      if (!isWrongType(error)) throw error;
      this.#report(key, "is no text");
      return { text: "", settings: undefined };
    }
  }

  async changeRoomSettings(
    room: RoomName,
    change: (before: RoomSettings | undefined) => RoomSettings,
  ): Promise<RoomSettings | undefined> {
    const key = settingsKey(room);
    for (let attempt = 0; attempt < maxSwaps; attempt++) {
      const { text, settings: before } = await this.#readRoomSettings(key);
      const next = JSON.stringify(change(before));
      if ((await this.#connection.run("swapText", [key], [text, next])) === 1) return before;
    }
    throw new HoldfastError("store_unavailable", "others change the same room's settings all the time");
  }

  async deleteRoomSettings(room: RoomName): Promise<void> {
    await this.#connection.del(settingsKey(room));
  }

  async listKeys(): Promise<StoredKey[]> {
    const keys: StoredKey[] = [];
    try {
      for (const [id, text] of Object.entries(await this.#connection.hGetAll(keysKey))) {
        const key = this.#read(`${keysKey} ${id}`, (json) => readJson(storedKeySchema, json), text);
        if (key?.id === id) keys.push(key);
      }
    } catch (error) {
      if (!isWrongType(error)) throw error;
      this.#report(keysKey, "is no hash");
    }
    return keys;
  }

  async addKey(key: LiveKey): Promise<void> {
    await this.#connection.hSetNX(keysKey, key.id, JSON.stringify(key));
    await this.#connection.publish(hintChannel, writeHint({ kind: "keys" }));
  }

  async revokeKey(key: RevokedKey): Promise<void> {
    await this.#connection.hSet(keysKey, key.id, JSON.stringify(key));
    await this.#connection.publish(hintChannel, writeHint({ kind: "keys" }));
  }

  async forgetKey(id: string): Promise<void> {
    await this.#connection.hDel(keysKey, id);
  }

  async probe(): Promise<void> {
    try {
      await this.#connection.set(probeKey, String(Date.now()), { PX: keepProbeMs });
      this.#trouble = "";
    } catch (error) {
      this.#onError(error as Error);
      throw error;
    }
  }

  watch(listener: (hint: StoreHint) => void): void {
    this.#listeners.push(listener);
  }

  reconnect(): void {
    this.#log.warn("the connection to the store is silent: making another");
    this.#connection.destroy();
    this.#connection = this.#connect();
  }

  async close(): Promise<void> {
    this.#listeners.length = 0;
    this.#connection.destroy();
  }

  #read<Raw, T>(key: string, read: (raw: Raw) => T, raw: Raw): T | undefined {
    try {
      return read(raw);
    } catch (error) {
      if (!(error instanceof MalformedRecord)) throw error;
      return this.#report(key, error.message);
    }
  }

  /** Once for each key. */
  #report(key: string, why: string): undefined {
    if (this.#reported.has(key) || this.#reported.size >= maxReportedKeys) return;
    this.#reported.add(key);
    this.#log.warn({ key, why }, "somebody else's record in the store: taken as absent");
  }

  #tell(hint: StoreHint | undefined): void {
    if (hint) for (const listener of this.#listeners) listener(hint);
  }

  #connect(): Connection {
    const client = createFor(this.#target);
    let dead = false;
    // Of the client as a whole, and of one of a cluster's nodes. Sentinel's client says some twice, the first time as text.
    for (const event of ["error", "node-error"])
      client.on(event, (error: unknown) => {
        if (!dead && error instanceof Error) this.#onError(error);
      });
    // After a break anything may have been forgotten, and hints have been missed.
    client.on("ready", () => this.#tell({ kind: "returned" }));
    // Sentinel's: another server is the master now, and may be behind the one before.
    client.on("topology-change", () => this.#tell({ kind: "returned" }));
    void connectInTheEnd(client, () => dead)
      .then(() => client.subscribe(hintChannel, (text: string) => this.#tell(readHint(text))))
      .catch((error: Error) => {
        if (!dead) this.#log.error({ why: error.message }, "no hints from the store");
      });
    return {
      run: (name, keys, values) => client[name](keys, values) as Promise<never>,
      hmGet: (key, fields) => client.hmGet(key, fields),
      get: (key) => client.get(key),
      set: (key, value, options) =>
        client.set(key, value, options ? { expiration: { type: "PX", value: options.PX } } : undefined),
      del: (key) => client.del(key),
      hGetAll: (key) => client.hGetAll(key),
      hSet: (key, field, value) => client.hSet(key, field, value),
      hSetNX: (key, field, value) => client.hSetNX(key, field, value),
      hDel: (key, field) => client.hDel(key, field),
      publish: (channel, text) => client.publish(channel, text),
      destroy: () => {
        dead = true;
        // In the middle of connecting, a single client would leave its socket behind, and open.
        const connecting = this.#target.kind === "single" && client.isOpen && !client.isReady;
        if (!connecting) destroyQuietly(client);
        else for (const event of ["ready", "error"]) client.once(event, () => destroyQuietly(client));
      },
    };
  }

  /** Once for each trouble that lasts; Redis is tried four times a second. */
  #onError(error: Error): void {
    this.#log.debug({ why: error.message }, "store connection");
    const trouble = redisTrouble(error);
    if (trouble === undefined || trouble === this.#trouble) return;
    this.#trouble = trouble;
    this.#log.error({ why: trouble }, "the cluster store cannot be used");
  }
}

function createFor(target: RedisTarget): ReturnType<typeof createSingle> {
  const { kind, addresses, masterName, database, username, password } = target;
  const common = {
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    database,
    name: "holdfast",
    // Who asks while there is no connection is told so at once.
    disableOfflineQueue: true,
    commandsQueueMaxLength: maxQueuedCommands,
    maintNotifications: "disabled" as const,
  };
  const socketTo = (address?: { host: string; port: number }) => ({
    ...address,
    connectTimeout: connectTimeoutMs,
    reconnectStrategy: reconnectAfterMs,
    ...(target.tls ? { tls: true as const, ...target.certificates } : {}),
  });
  if (kind === "single") return createSingle({ ...common, socket: socketTo(addresses[0]) });
  // The three kinds of client agree in all that Connection uses.
  if (kind === "cluster") {
    const { database: _, ...defaults } = common;
    const rootNodes = addresses.map((address) => ({ ...defaults, socket: socketTo(address) }));
    const cluster = createCluster({ scripts, rootNodes, defaults: { ...defaults, socket: socketTo() } });
    return cluster as unknown as ReturnType<typeof createSingle>;
  }
  const sentinel = createSentinel({
    scripts,
    name: masterName,
    sentinelRootNodes: addresses.map(({ host, port }) => ({ host, port })),
    nodeClientOptions: { ...common, socket: socketTo() },
    sentinelClientOptions: { socket: socketTo() },
    // What is wrong with the master's certificate, or with the password there, is told as well.
    passthroughClientErrorEvents: true,
    // It would look again once a second only; calls and `connectInTheEnd` do so at once.
    maxCommandRediscovers: 0,
  });
  return sentinel as unknown as ReturnType<typeof createSingle>;
}

const createSingle = (options: Omit<RedisClientOptions, "scripts" | "modules" | "functions">) =>
  createClient({ ...options, scripts, RESP: 3 } as const);

/** A single client tries for ever by itself; the others give up when none of those whom they know answers. */
async function connectInTheEnd(client: ReturnType<typeof createSingle>, isDead: () => boolean): Promise<void> {
  for (let retries = 0; !isDead(); retries++) {
    try {
      await client.connect();
      return;
    } catch {
      // It has told why.
      await new Promise((resolve) => setTimeout(resolve, reconnectAfterMs(retries)).unref());
    }
  }
}

function destroyQuietly(client: ReturnType<typeof createSingle>): void {
  try {
    client.destroy();
  } catch {
    // It was not even open.
  }
}

const isWrongType = (error: unknown): boolean => error instanceof Error && error.message.startsWith("WRONGTYPE");
