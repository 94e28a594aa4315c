// Does a fault to the processes and lines of a call, and mends it again.
import type { ClusterNode } from "../../harness/cluster-node.ts";
import type { SoakCall } from "./soak-call.ts";
import type { Fault } from "./plan.ts";

export interface Struck {
  /** What was hit. */
  what: string;
  /** Nobody in the call is to miss anybody while it lasts, once the call has recovered from it. */
  callGoesOn: boolean;
  mend(): Promise<void> | void;
}

const nothing = (): void => {};

export async function strike(call: SoakCall, { kind, target }: Fault): Promise<Struck> {
  const { lab, people } = call;
  const { nodes, replicas } = lab.cluster;
  const chosen = <One>(all: readonly One[]): One => all[(target === "call" ? 0 : target) % all.length]!;
  const node = target === "call" ? lab.cluster.node(await people[0]!.participant.nodeId()) : chosen(nodes);
  const of = (name: string, mend: Struck["mend"], callGoesOn = true): Struck => ({
    what: `${kind}: ${name}`,
    callGoesOn,
    mend,
  });
  const ofNode = (mend: Struck["mend"]): Struck => of(node.id, mend);
  switch (kind) {
    case "node killed":
      await node.kill();
      return ofNode(() => lab.cluster.restartNode(node.id));
    case "media worker killed":
      node.killWorker(0);
      return ofNode(() => node.waitForWorkers());
    case "media worker hangs":
      node.hangWorker(0);
      return ofNode(() => node.waitForWorkers());
    case "node hangs":
      node.hang();
      return ofNode(() => node.resume());
    case "node's process hangs":
      node.hangProcessOnly();
      return ofNode(() => node.resume());
    case "node drained":
      return drained(call, node);
    case "control link silent":
      node.controlRelay!.cut();
      return ofNode(() => node.controlRelay!.resume());
    case "replica killed": {
      const replica = chosen(replicas);
      await replica.kill();
      return of(replica.name, () => replica.restart());
    }
    case "Redis killed":
      await call.redis.kill();
      return of("redis", () => call.redis.startAgain());
    case "signaling of one person stalls": {
      const { participant, lines } = chosen(people);
      for (const line of lines) line.cut();
      return of(participant.identity, () => lines.forEach((line) => line.resume()));
    }
    case "signaling of one person is cut": {
      const { participant, lines } = chosen(people);
      for (const line of lines) line.refuse();
      return of(participant.identity, () => lines.forEach((line) => line.mend()));
    }
    case "network of one person is gone": {
      const { participant, lines } = chosen(people);
      for (const line of lines) line.cut();
      await participant.page.loseMediaPackets(true);
      const mend = async (): Promise<void> => {
        await participant.page.loseMediaPackets(false);
        for (const line of lines) line.mend();
      };
      return of(participant.identity, mend, false);
    }
  }
}

async function drained({ lab }: SoakCall, { id }: ClusterNode): Promise<Struck> {
  const response = await lab.cluster.api(`/v1/nodes/${id}/drain`, { method: "POST" });
  // Where the other nodes are not all back yet, it may be refused: a fault of its own, and none of the call's.
  const what = response.ok ? `node drained: ${id}` : `node drained: ${id}, refused with ${response.status}`;
  const mend = async (): Promise<void> => {
    await lab.cluster.api(`/v1/nodes/${id}/uncordon`, { method: "POST" });
  };
  return { what, callGoesOn: true, mend: response.ok ? mend : nothing };
}
