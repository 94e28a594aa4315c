import { pino } from "pino";
import { afterEach, describe, expect, it } from "vitest";
import { MemoryStore } from "../store/memory-store.ts";
import { mintToken, verifyToken } from "../tokens.ts";
import { isLive, type LiveKey, rights, seal, sealingKey, unseal } from "./api-key.ts";
import { KeyRing } from "./key-ring.ts";

const clusterSecret = "c".repeat(32);
const configured = new Map([["main", "m".repeat(32)]]);
let nowMs = Date.UTC(2026, 0, 1);
const rings: KeyRing[] = [];
const newStore = () => new MemoryStore({ nowMs: () => nowMs });

afterEach(() => rings.splice(0).forEach((ring) => ring.close()));

function replica(store: MemoryStore, changes: { clusterSecret?: string } = {}): KeyRing {
  const log = pino({ level: "silent" });
  const ring = new KeyRing({ configured, clusterSecret, store, unixMs: () => nowMs, log, ...changes });
  rings.push(ring);
  return ring;
}

const joins = async (ring: KeyRing, key: string, secret: string) => {
  const token = await mintToken({ grants: { room: "r", identity: "ann" }, key, secret, ttlSeconds: 60, nowMs });
  return verifyToken(token, ring.signers, nowMs).then(
    () => true,
    () => false,
  );
};

describe("a key made on one replica", () => {
  it("is good on the others, with its rights and no more", async () => {
    const store = newStore();
    const [a, b] = [replica(store), replica(store)];
    const { id, secret } = await a.create({ name: "backend", rights: ["tokens"] });
    await b.look();
    for (const ring of [a, b]) {
      expect(ring.get(id)).toBe(secret);
      expect(rights.filter((right) => ring.has(id, right))).toEqual(["tokens"]);
      expect(await joins(ring, id, secret)).toBe(true);
      expect(ring.list()).toEqual([{ id, name: "backend", rights: ["tokens"], createdAtMs: nowMs }]);
    }
  });

  it("signs no join token without the right to", async () => {
    const ring = replica(newStore());
    const { id, secret } = await ring.create({ name: "", rights: ["rooms", "nodes"] });
    expect(await joins(ring, id, secret)).toBe(false);
    const admin = await ring.create({ name: "", rights: ["admin"] });
    expect(await joins(ring, admin.id, admin.secret)).toBe(true);
    expect(rights.every((right) => ring.has(admin.id, right))).toBe(true);
  });

  it("is heard of by a hint, and so is its end", async () => {
    const store = newStore();
    const [a, b] = [replica(store), replica(store)];
    const { id } = await a.create({ name: "", rights: ["rooms"] });
    await expect.poll(() => b.get(id)).toBeDefined();
    await b.revoke(id);
    await expect.poll(() => a.get(id)).toBeUndefined();
    await expect(a.revoke(id)).resolves.toBeUndefined();
  });
});

describe("keys that a store has lost or brought back", () => {
  it("an emptied store gets its keys again", async () => {
    const store = newStore();
    const ring = replica(store);
    const { id, secret } = await ring.create({ name: "", rights: ["tokens"] });
    await store.forgetKey(id);
    await ring.look();
    expect(ring.get(id)).toBe(secret);
    expect((await store.listKeys()).map((key) => key.id)).toEqual([id]);
  });

  it("a revoked one stays revoked when the store is turned back", async () => {
    const store = newStore();
    const ring = replica(store);
    const { id } = await ring.create({ name: "", rights: ["tokens"] });
    const [before] = (await store.listKeys()) as LiveKey[];
    await ring.revoke(id);
    await store.forgetKey(id);
    await store.addKey(before!);
    await ring.look();
    expect(ring.get(id)).toBeUndefined();
    expect((await store.listKeys()).some(isLive)).toBe(false);
    nowMs += 91 * 24 * 3_600_000;
    await ring.look();
    await expect.poll(() => store.listKeys()).toEqual([]);
  });
});

describe("what is refused", () => {
  it("to revoke a key of the configuration, or one that is not there", async () => {
    const ring = replica(newStore());
    await expect(ring.revoke("main")).rejects.toMatchObject({ code: "forbidden" });
    await expect(ring.revoke("hk_nothing")).rejects.toMatchObject({ code: "not_found" });
    expect(rights.every((right) => ring.has("main", right))).toBe(true);
    expect(ring.has("hk_nothing", "rooms")).toBe(false);
  });

  it("more keys than a replica keeps", async () => {
    const store = newStore();
    const ring = replica(store);
    const sealer = sealingKey(clusterSecret);
    for (let i = 0; i < 1_000; i++)
      await store.addKey(
        seal(sealer, { id: `k${i}`, name: "", rights: ["rooms"], createdAtMs: nowMs }, "s".repeat(32)),
      );
    await ring.look();
    await expect(ring.create({ name: "", rights: ["rooms"] })).rejects.toMatchObject({ code: "limit_keys" });
  });

  it("a key sealed under another cluster secret, or changed in the store", async () => {
    const store = newStore();
    const { id } = await replica(store).create({ name: "", rights: ["rooms"] });
    const stranger = replica(store, { clusterSecret: "d".repeat(32) });
    await stranger.look();
    expect(stranger.get(id)).toBeUndefined();
    const [stored] = (await store.listKeys()) as LiveKey[];
    const sealer = sealingKey(clusterSecret);
    expect(unseal(sealer, stored!)).toHaveLength(64);
    expect(unseal(sealer, { ...stored!, rights: ["admin"] })).toBeUndefined();
    expect(unseal(sealer, { ...stored!, sealed: "AAAA" })).toBeUndefined();
    expect(JSON.stringify(stored)).not.toContain(unseal(sealer, stored!));
  });
});
