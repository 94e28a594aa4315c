import type { Inflict } from "./fault-scene.ts";

export const clientFaults = {
  "client offline": (scene, kind) => {
    const client = scene.someClient();
    if (!client) return false;
    scene.tell(kind, client.identity);
    client.host.cutFrom.add("replica").add("node");
    client.mediaChanged();
    scene.repairLater([200, 25_000], () => {
      client.host.cutFrom.clear();
      client.networkBack();
    });
    return true;
  },

  "client cut from its node": (scene, kind) => {
    const { network, nodes } = scene.world;
    const client = scene.someClient();
    const node = nodes.get(client?.active?.nodeId ?? "");
    if (!client || !node) return false;
    scene.tell(kind, client.identity);
    network.cut(client.host, node.host);
    client.mediaChanged();
    scene.repairLater([1_000, 15_000], () => {
      network.heal(client.host, node.host);
      client.mediaChanged();
    });
    return true;
  },

  /** The next page knows nothing of the one before, nor do servers when a machine went away with it. */
  "page reloaded": (scene, kind) => {
    const client = scene.someClient();
    if (!client) return false;
    scene.tell(kind, client.identity);
    if (scene.world.random.chance(0.5)) client.host.cutFrom.add("replica").add("node");
    client.vanish();
    scene.world.rejoin(client, scene.world.random.between(50, 3_000));
    return true;
  },

  "somebody leaves": (scene, kind) => {
    const client = scene.someClient();
    if (!client) return false;
    scene.tell(kind, client.identity);
    client.leave();
    scene.world.rejoin(client, scene.world.random.between(500, 15_000));
    return true;
  },
} satisfies Record<string, Inflict>;
