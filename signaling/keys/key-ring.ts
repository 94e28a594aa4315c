// All API keys that this replica takes: those of its configuration, which may do everything, and those in the store. It
// reads these when it hears of a change, and every few seconds; while the store is away, those read last are good.

import { randomBytes } from "node:crypto";
import type { Logger } from "../../base/logger.ts";
import { HoldfastError } from "../../proto/errors.ts";
import { randomId } from "../../proto/ids.ts";
import type { Store } from "../store/store.ts";
import type { ApiKeys } from "../tokens.ts";
import { isLive, type KeyInfo, type LiveKey, type Right, seal, sealingKey, unseal } from "./api-key.ts";

const lookMs = 2_000;
/** Those that live; each is in the memory of every replica. */
const maxKeys = 1_000;
/** Longer than any token that it can have signed is to be trusted, or any copy of the store to be put back. */
const forgetRevokedMs = 90 * 24 * 3_600_000;
const maxReported = 1_000;

export interface KeyRingDeps {
  configured: ReadonlyMap<string, string>;
  clusterSecret: string;
  store: Pick<Store, "listKeys" | "addKey" | "revokeKey" | "forgetKey" | "watch">;
  /** Unix time. */
  unixMs(): number;
  log: Logger;
}

interface OpenKey {
  stored: LiveKey;
  secret: string;
}

export class KeyRing implements ApiKeys {
  readonly #deps: KeyRingDeps;
  readonly #sealingKey: Buffer;
  #open = new Map<string, OpenKey>();
  readonly #revoked = new Map<string, number>();
  readonly #reported = new Set<string>();
  readonly #timer: NodeJS.Timeout;
  #looking: Promise<void> | undefined;

  constructor(deps: KeyRingDeps) {
    this.#deps = deps;
    this.#sealingKey = sealingKey(deps.clusterSecret);
    deps.store.watch((hint) => {
      if (hint.kind === "keys" || hint.kind === "returned") void this.look();
    });
    this.#timer = setInterval(() => void this.look(), lookMs).unref();
  }

  /** The key's secret. */
  get(id: string): string | undefined {
    return this.#deps.configured.get(id) ?? this.#open.get(id)?.secret;
  }

  has(id: string, right: Right): boolean {
    if (this.#deps.configured.has(id)) return true;
    const granted = this.#open.get(id)?.stored.rights ?? [];
    return granted.includes(right) || granted.includes("admin");
  }

  /** Those whose join tokens are good. */
  readonly signers: ApiKeys = { get: (id) => (this.has(id, "tokens") ? this.get(id) : undefined) };

  list(): KeyInfo[] {
    return [...this.#open.values()].map(({ stored: { id, name, rights, createdAtMs } }) => ({
      id,
      name,
      rights,
      createdAtMs,
    }));
  }

  /** @throws HoldfastError limit_keys, store_unavailable */
  async create({ name, rights }: Pick<KeyInfo, "name" | "rights">): Promise<KeyInfo & { secret: string }> {
    if (this.#open.size >= maxKeys) throw new HoldfastError("limit_keys");
    const info: KeyInfo = { id: `hk_${randomId(12)}`, name, rights, createdAtMs: this.#deps.unixMs() };
    const secret = randomBytes(32).toString("hex");
    const stored = seal(this.#sealingKey, info, secret);
    await this.#deps.store.addKey(stored);
    this.#open.set(info.id, { stored, secret });
    return { ...info, secret };
  }

  /** @throws HoldfastError not_found, store_unavailable */
  async revoke(id: string): Promise<void> {
    if (this.#revoked.has(id)) return;
    if (this.#deps.configured.has(id))
      throw new HoldfastError("forbidden", "a key of the configuration: remove it there");
    if (!this.#open.has(id)) await this.look(); // Another replica may just have made it.
    if (!this.#open.has(id)) throw new HoldfastError("not_found", `key ${id}`);
    const revokedAtMs = this.#deps.unixMs();
    await this.#deps.store.revokeKey({ id, revokedAtMs });
    this.#revoked.set(id, revokedAtMs);
    this.#open.delete(id);
  }

  /** Reads all keys. What the store has forgotten or brought back, it is told again. */
  look(): Promise<void> {
    return (this.#looking ??= this.#look().finally(() => (this.#looking = undefined)));
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    const { store } = this.#deps;
    const known = new Map(this.#open);
    const found = await store.listKeys().catch(() => undefined);
    if (!found) return;
    const stored = new Map(found.map((key) => [key.id, key]));
    for (const key of found) if (!isLive(key)) this.#revoked.set(key.id, key.revokedAtMs);
    this.#forgetLongRevoked();
    const open = new Map<string, OpenKey>();
    for (const key of found) {
      if (!isLive(key) || this.#revoked.has(key.id) || open.size >= maxKeys) continue;
      const secret = known.get(key.id)?.stored.sealed === key.sealed ? known.get(key.id)!.secret : this.#unseal(key);
      if (secret !== undefined) open.set(key.id, { stored: key, secret });
    }
    // Made here while the store was being read, or lost by it: nothing but a revocation takes a key away.
    for (const [id, key] of this.#open) if (!open.has(id) && !this.#revoked.has(id)) open.set(id, key);
    this.#open = open;
    const lost = [...known.values()].filter(({ stored: { id } }) => !stored.has(id) && open.has(id));
    const backAgain = [...this.#revoked].filter(([id]) => {
      const key = stored.get(id);
      return !key || isLive(key);
    });
    await Promise.all([
      ...lost.map(({ stored: key }) => store.addKey(key).catch(() => {})),
      ...backAgain.map(([id, revokedAtMs]) => store.revokeKey({ id, revokedAtMs }).catch(() => {})),
    ]);
  }

  #forgetLongRevoked(): void {
    const oldestMs = this.#deps.unixMs() - forgetRevokedMs;
    for (const [id, revokedAtMs] of this.#revoked) {
      if (revokedAtMs > oldestMs) continue;
      this.#revoked.delete(id);
      void this.#deps.store.forgetKey(id).catch(() => {});
    }
  }

  #unseal(key: LiveKey): string | undefined {
    const secret = unseal(this.#sealingKey, key);
    if (secret === undefined && !this.#reported.has(key.id) && this.#reported.size < maxReported) {
      this.#reported.add(key.id);
      this.#deps.log.error(
        { key: key.id },
        "an API key in the store was sealed under another cluster secret, or changed",
      );
    }
    return secret;
  }
}
