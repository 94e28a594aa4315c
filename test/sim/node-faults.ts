import { HoldfastError } from "../../proto/errors.ts";
import type { DrainRun, FaultScene, Inflict } from "./fault-scene.ts";
import type { SimNode } from "./sim-node.ts";

export const nodeFaults = {
  "node crash": (scene, kind, chosen) =>
    scene.onNode(kind, chosen, [3_000, 15_000], (node) => {
      node.crash();
      return () => node.start();
    }),

  "node hangs": (scene, kind, chosen) =>
    scene.onNode(kind, chosen, [500, 20_000], (node) => {
      node.stop(true);
      return () => node.goOn();
    }),

  "node's control hangs": (scene, kind, chosen) =>
    scene.onNode(kind, chosen, [500, 15_000], (node) => {
      node.stop(false);
      return () => node.goOn();
    }),

  "node slow": (scene, kind, chosen) =>
    scene.onNode(kind, chosen, [2_000, 8_000], (node) => {
      node.host.slowMs = scene.world.random.between(50, 700);
      return () => (node.host.slowMs = 0);
    }),

  "worker crash": (scene, kind, chosen) => {
    const node = chosen ?? scene.healthyNode();
    if (!node) return false;
    scene.tell(kind, node.id, [...scene.world.on(node)]);
    node.workerDied(scene.world.random.whole(0, 1));
    return true;
  },

  drain: (scene, kind, chosen) => {
    const { random, time, replicas } = scene.world;
    const node = chosen ?? scene.healthyNode();
    const replica = random.pick(replicas.filter(({ alive }) => alive));
    if (!node || !replica) return false;
    const timeoutMs = random.between(8_000, 30_000);
    scene.tell(kind, node.id, [...scene.world.on(node)]);
    scene.broken.add(node);
    const drain: DrainRun = { node, deadlineMs: time.nowMs + timeoutMs + 2_000, boot: node.boot };
    replica.drain(node.id, timeoutMs).then(
      () => scene.drains.add(drain),
      (error: unknown) => scene.trace.add(`drain refused: ${HoldfastError.from(error).code}`),
    );
    scene.repairLater([timeoutMs + 3_000, timeoutMs + 4_000], () => {
      scene.broken.delete(node);
      uncordon(scene, node);
    });
    return true;
  },
} satisfies Record<string, Inflict>;

/** As an operator would: again, until somebody has done it. */
function uncordon(scene: FaultScene, node: SimNode): void {
  const { time, replicas, random } = scene.world;
  if (!node.alive || node.serving.state === 0) return;
  const replica = random.pick(replicas.filter(({ alive }) => alive));
  void replica?.uncordon(node.id).catch(() => {});
  time.after(1_000, () => uncordon(scene, node));
}
