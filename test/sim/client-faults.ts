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

  /** A page in the background, a screen on which nothing moves, a speaker who says nothing for long. */
  "publisher has nothing to send": (scene, kind) => {
    const client = scene.someClient();
    if (!client) return false;
    // A presenter stops, or all do at once: it is the end of a meeting.
    const { random, rooms } = scene.world;
    const all = random.chance(0.3) ? (rooms.get(client.room) ?? [client]) : [client];
    scene.tell(kind, all.map(({ identity }) => identity).join(" "));
    for (const one of all) one.source.sends = false;
    client.mediaChanged();
    scene.repairLater([500, 20_000], () => {
      for (const one of all) one.source.sends = true;
      client.mediaChanged();
    });
    return true;
  },

  /** For less than a browser needs to notice; after that it is a network that is gone. */
  "subscriber's downlink dies": (scene, kind) => {
    const client = scene.someClient();
    if (!client) return false;
    scene.tell(kind, client.identity);
    client.downlinkDead = true;
    client.mediaChanged();
    scene.repairLater([300, 4_500], () => {
      client.downlinkDead = false;
      client.mediaChanged();
    });
    return true;
  },

  /** One of a room, at any time. */
  "witness lies": (scene, kind) => {
    const { random, rooms, time } = scene.world;
    const client = scene.someClient();
    const others = client ? (rooms.get(client.room) ?? []).filter((other) => other !== client && other.present) : [];
    if (!client || others.length < 2 || others.some(({ lies }) => lies)) return false;
    scene.tell(kind, client.identity);
    client.lies = random.pick(["nothing comes", "everything comes"] as const);
    const claim = (): void => {
      if (!client.lies) return;
      client.claim();
      time.after(random.between(100, 2_000), claim);
    };
    claim();
    scene.repairLater([2_000, 20_000], () => (client.lies = undefined));
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
