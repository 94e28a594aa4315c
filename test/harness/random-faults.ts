// Faults at random, one at a time with pauses, from a seed: what an unlucky cluster goes through in two minutes.
import { setTimeout as sleep } from "node:timers/promises";
import type { CallLab } from "./call-lab.ts";
import { wallClockMs, type Participant } from "./participant.ts";

export interface Fault {
  name: string;
  /** Where it strikes: the node that carries the call, or an index that is taken modulo what there is. */
  target: "call" | number;
  lastsMs: number;
}

const kinds = [
  "node killed",
  "worker killed",
  "node hangs",
  "node process hangs",
  "worker hangs",
  "control link cut",
  "node drained",
  "replica killed",
] as const;

/** https://github.com/bryc/code/blob/master/jshash/PRNGs.md#mulberry32: small, and good enough to choose faults. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function* faultsFrom(seed: number): Generator<Fault> {
  const random = seededRandom(seed);
  for (;;) {
    const name = kinds[Math.floor(random() * kinds.length)]!;
    const target = random() < 0.6 ? ("call" as const) : Math.floor(random() * 1_000);
    yield { name, target, lastsMs: 500 + Math.round(random() * 3_500) };
  }
}

const restMs = 2_500;

/** Lets faults happen until the time is up; the cluster is whole afterwards. Returns what happened. */
export async function strikeAtRandom(
  lab: CallLab,
  caller: Participant,
  seed: number,
  forMs: number,
): Promise<string[]> {
  const endMs = wallClockMs() + forMs;
  const happened: string[] = [];
  for (const fault of faultsFrom(seed)) {
    if (wallClockMs() >= endMs) break;
    happened.push(`${Math.round((forMs - (endMs - wallClockMs())) / 1_000)} s: ${await strike(lab, caller, fault)}`);
    await sleep(restMs);
  }
  return happened;
}

async function strike(lab: CallLab, caller: Participant, { name, target, lastsMs }: Fault): Promise<string> {
  const { nodes, replicas } = lab.cluster;
  const index = target === "call" ? 0 : target;
  const node = target === "call" ? lab.cluster.node(await caller.nodeId()) : nodes[index % nodes.length]!;
  const replica = replicas[index % replicas.length]!;
  const said = `${name === "replica killed" ? replica.name : node.id}: ${name}, ${lastsMs} ms`;
  switch (name) {
    case "node killed":
      await node.kill();
      await sleep(lastsMs);
      await node.restart();
      break;
    case "worker killed":
      node.killWorker(0);
      break;
    case "worker hangs":
      node.hangWorker(0);
      break;
    case "node hangs":
    case "node process hangs":
      if (name === "node hangs") node.hang();
      else node.hangProcessOnly();
      await sleep(lastsMs);
      node.resume();
      break;
    case "control link cut":
      node.controlRelay!.cut();
      await sleep(lastsMs);
      node.controlRelay!.resume();
      break;
    case "node drained":
      await lab.cluster.api(`/v1/nodes/${node.id}/drain`, { method: "POST" });
      await sleep(lastsMs);
      await lab.cluster.api(`/v1/nodes/${node.id}/uncordon`, { method: "POST" });
      break;
    case "replica killed":
      await replica.kill();
      await sleep(lastsMs);
      await replica.restart();
      break;
  }
  return said;
}
