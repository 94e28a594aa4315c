import type { FaultScene, Inflict } from "./fault-scene.ts";
import type { SimNode } from "./sim-node.ts";

export const linkFaults = {
  "control link cut": (scene, kind, chosen) =>
    scene.onNode(kind, chosen, [1_000, 15_000], (node) => {
      const { network, random, replicas } = scene.world;
      const some = replicas.filter(() => random.chance(0.6));
      for (const { host } of some) network.cut(host, node.host);
      return () => {
        for (const { host } of some) network.heal(host, node.host);
      };
    }),

  "control link cut one way": (scene, kind, chosen) =>
    scene.onNode(kind, chosen, [1_000, 15_000], (node) => {
      const { network, random, replicas } = scene.world;
      const { host } = random.pick(replicas);
      if (random.chance(0.5)) network.cutOneWay(host, node.host);
      else network.cutOneWay(node.host, host);
      return () => network.heal(host, node.host);
    }),

  "media link cut": (scene, kind, chosen) =>
    scene.onNode(kind, chosen, [1_000, 10_000], (node) => isolate(scene, node, ["client"])),

  "node isolated": (scene, kind, chosen) =>
    scene.onNode(kind, chosen, [1_000, 20_000], (node) => isolate(scene, node, ["client", "replica"])),
} satisfies Record<string, Inflict>;

/** Everywhere at once. */
export const networkFaults = {
  // Answers of the store that come late count as none.
  "packet loss": (scene, kind) =>
    scene.onStore(kind, [1_000, 6_000], () => {
      const { network, random } = scene.world;
      network.lossShare = random.between(0.005, 0.1);
      return () => (network.lossShare = 0);
    }),

  "repeated messages": (scene, kind) =>
    scene.onNetwork(kind, [1_000, 8_000], () => {
      const { network, random } = scene.world;
      network.repeatShare = random.between(0.01, 0.3);
      return () => (network.repeatShare = 0);
    }),
} satisfies Record<string, Inflict>;

function isolate(scene: FaultScene, node: SimNode, kinds: readonly ("client" | "replica")[]): () => void {
  const there = [...scene.world.on(node)];
  for (const kind of kinds) node.host.cutFrom.add(kind);
  for (const client of there) client.mediaChanged();
  return () => {
    node.host.cutFrom.clear();
    for (const client of scene.world.on(node)) client.mediaChanged();
  };
}
