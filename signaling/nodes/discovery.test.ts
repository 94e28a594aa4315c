import { describe, expect, it } from "vitest";
import { createLogger } from "../../base/logger.ts";
import { HoldfastError } from "../../proto/errors.ts";
import type { NodeId } from "../../proto/ids.ts";
import { MemoryStore } from "../store/memory-store.ts";
import { Discovery } from "./discovery.ts";
import type { NodeLink } from "./node-link.ts";

const a = { nodeId: "a" as NodeId, url: "ws://a:1" };
const log = createLogger({ name: "test", level: "silent" });

function world() {
  let nowMs = 0;
  const clock = { nowMs: () => nowMs };
  const store = new MemoryStore(clock);
  /** URL -> whether the node answers there. */
  const links = new Map<string, boolean>();
  const nodes = {
    add: (url: string) => void (links.has(url) || links.set(url, true)),
    forget: (url: string) => links.get(url) !== true && (links.delete(url), true),
    byId: (id: NodeId): NodeLink | undefined =>
      id === a.nodeId && links.get(a.url) ? ({ connected: true, url: a.url } as NodeLink) : undefined,
  };
  const open = () => new Discovery({ store, nodes, nowMs: clock.nowMs, log });
  return { store, links, discovery: open(), another: open(), pass: (ms: number) => void (nowMs += ms) };
}

describe("discovery", () => {
  it("dials a node that announced itself, here or to another replica", async () => {
    const { discovery, another, links, store } = world();
    await discovery.announced(a);
    expect([...links.keys()]).toEqual([a.url]);
    await expect(store.listNodes()).resolves.toEqual([a]);
    links.clear();
    await another.look();
    expect([...links.keys()]).toEqual([a.url]);
  });

  it("keeps a node that answers, although its lease has run out and nobody announces it", async () => {
    const { discovery, links, pass } = world();
    await discovery.announced(a);
    pass(60_000);
    await discovery.look();
    expect(links.has(a.url)).toBe(true);
    links.set(a.url, false);
    await discovery.look();
    expect(links.has(a.url)).toBe(false);
  });

  it("gives a node that does not answer time to come back, and finds it anew after that", async () => {
    const { discovery, links, pass } = world();
    await discovery.announced(a);
    links.set(a.url, false);
    pass(9_000);
    await discovery.look();
    expect(links.has(a.url)).toBe(true);
    pass(2_000);
    await discovery.look();
    expect(links.has(a.url)).toBe(false);
    await discovery.announced(a);
    expect(links.has(a.url)).toBe(true);
  });

  it("refuses a second node of the same id while the first is there", async () => {
    const { discovery, links } = world();
    await discovery.announced(a);
    const twin = { ...a, url: "ws://elsewhere:1" };
    await expect(discovery.announced(twin)).rejects.toMatchObject({ code: "node_duplicate" });
    links.set(a.url, false);
    await discovery.announced(twin);
    expect(links.get(twin.url)).toBe(true);
  });

  it("goes on without the store", async () => {
    const { discovery, links, store } = world();
    const refuse = () => Promise.reject(new HoldfastError("store_unavailable"));
    Object.assign(store, { leaseNode: refuse, listNodes: refuse });
    await discovery.announced(a);
    await discovery.look();
    expect(links.has(a.url)).toBe(true);
  });
});
