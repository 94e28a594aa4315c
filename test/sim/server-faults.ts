// Replicas and their store.

import type { Inflict } from "./fault-scene.ts";

export const serverFaults = {
  "replica crash": (scene, kind) => {
    const { world } = scene;
    if (world.replicas.length < 2) return false;
    return scene.withoutReplica(kind, [500, 10_000], (replica) => {
      replica.crash();
      return () => void world.startReplica(world.replicas.indexOf(replica));
    });
  },

  /** As one that hangs is to all others. */
  "replica isolated": (scene, kind) => {
    if (scene.world.replicas.length < 2) return false;
    return scene.withoutReplica(kind, [500, 10_000], ({ host }) => {
      const mended = scene.touchStore();
      host.cutFrom.add("node").add("client").add("store");
      return () => {
        host.cutFrom.clear();
        mended();
      };
    });
  },

  "replica cut from clients": (scene, kind) =>
    scene.withoutReplica(kind, [500, 8_000], ({ host }) => {
      host.cutFrom.add("client");
      return () => host.cutFrom.delete("client");
    }),

  "replica slow": (scene, kind) =>
    scene.onReplica(kind, [1_000, 6_000], ({ host }) => {
      host.slowMs = scene.world.random.between(20, 300);
      return () => (host.slowMs = 0);
    }),

  "store away": (scene, kind) =>
    scene.onStore(kind, [500, 15_000], () => {
      const { store } = scene.world;
      store.down = true;
      return () => (store.down = false);
    }),

  "store silent": (scene, kind) =>
    scene.onStore(kind, [500, 10_000], () => {
      const { host } = scene.world.store;
      host.cutFrom.add("replica");
      return () => host.cutFrom.clear();
    }),

  "store cut from one replica": (scene, kind) =>
    scene.onReplica(kind, [500, 10_000], ({ host }) => {
      const { network, store } = scene.world;
      const mended = scene.touchStore();
      network.cut(host, store.host);
      return () => {
        network.heal(host, store.host);
        mended();
      };
    }),

  // Slow enough to count as away now and then.
  "store slow": (scene, kind) =>
    scene.onStore(kind, [1_000, 8_000], () => {
      const { random, store } = scene.world;
      store.host.slowMs = random.between(10, 400);
      return () => (store.host.slowMs = 0);
    }),

  "store emptied": (scene, kind) => {
    scene.tell(kind);
    scene.touchStore()();
    scene.world.store.wipe();
    return true;
  },

  "store rewound": (scene, kind) => {
    scene.tell(kind);
    scene.touchStore()();
    scene.world.store.rewind(scene.world.random.between(1_000, 20_000));
    return true;
  },
} satisfies Record<string, Inflict>;
