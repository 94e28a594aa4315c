import { describe, expect, it } from "vitest";
import { proveAnnouncement } from "../../base/announcement.ts";
import { createLogger } from "../../base/logger.ts";
import { HoldfastError } from "../../proto/errors.ts";
import type { NodeId } from "../../proto/ids.ts";
import type { NodeLease } from "../store/store.ts";
import { MemoryStore } from "../store/memory-store.ts";
import { Discovery } from "./discovery.ts";
import type { NodeLink } from "./node-link.ts";

const clusterSecret = "the cluster's secret";
const leaseOf = (id: string, url: string, sentAtMs = 0, secret = clusterSecret): NodeLease => ({
  ...proveAnnouncement(secret, { nodeId: id, bootId: "boot", url, sentAtMs }),
  nodeId: id as NodeId,
});
const a = leaseOf("a", "ws://a:1");
const log = createLogger({ name: "test", level: "silent" });

function world() {
  let nowMs = 0;
  const clock = { nowMs: () => nowMs };
  const store = new MemoryStore(clock);
  /** URL -> whether the node answers there. */
  const links = new Map<string, boolean>();
  const announcedBy = new Map<string, NodeId>();
  const nodes = {
    add: (url: string, id: NodeId) => {
      links.set(url, true);
      announcedBy.set(url, id);
    },
    forget: (url: string) => links.get(url) !== true && (links.delete(url), true),
    byId: (id: NodeId): NodeLink | undefined =>
      id === a.nodeId && links.get(a.url) ? ({ connected: true, url: a.url } as NodeLink) : undefined,
  };
  const open = () => new Discovery({ store, nodes, clusterSecret, nowMs: clock.nowMs, unixMs: clock.nowMs, log });
  return { store, links, announcedBy, discovery: open(), another: open(), pass: (ms: number) => void (nowMs += ms) };
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
    const twin = leaseOf("a", "ws://elsewhere:1");
    await expect(discovery.announced(twin)).rejects.toMatchObject({ code: "node_duplicate" });
    links.set(a.url, false);
    await discovery.announced(twin);
    expect(links.get(twin.url)).toBe(true);
  });

  it("dials nothing that is in the store without a proof, or with that of another announcement", async () => {
    const { discovery, links, store, pass } = world();
    const forged = [
      leaseOf("b", "ws://evil:1", 0, "another secret"),
      { ...a, url: "ws://evil:2" },
      { ...a, nodeId: "c" as NodeId },
      { ...a, nodeId: "d" as NodeId, bootId: "another" },
    ];
    for (const lease of forged) await store.leaseNode(lease, 3_600_000);
    await discovery.look();
    expect([...links.keys()]).toEqual([]);
    await store.leaseNode(a, 3_600_000);
    pass(11 * 60_000); // an old announcement, put there again
    await discovery.look();
    expect([...links.keys()]).toEqual([]);
  });

  it("follows the newest announcement at an address, not one that is brought back", async () => {
    const { discovery, announcedBy, store } = world();
    await discovery.announced(leaseOf("x", a.url, 1_000));
    await discovery.announced(leaseOf("y", a.url, 2_000));
    expect(announcedBy.get(a.url)).toBe("y");
    await store.leaseNode(leaseOf("x", a.url, 1_000), 60_000);
    await discovery.look();
    expect(announcedBy.get(a.url)).toBe("y");
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
