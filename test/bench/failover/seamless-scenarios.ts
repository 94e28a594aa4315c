// Faults and moves that no picture may be lost over: media goes on by itself, or the call changes over to another node
// while the one before still carries it.
import { availableParallelism } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { saturateCpu } from "../../harness/busy-loops.ts";
import type { CallLab } from "../../harness/call-lab.ts";
import type { ClusterOptions } from "../../harness/cluster.ts";
import { wallClockMs, type Participant } from "../../harness/participant.ts";
import type { RedisServer } from "../../harness/redis-server.ts";
import { rollingRestart } from "../../harness/rolling-restart.ts";

export interface SeamlessScenario {
  name: string;
  cluster: ClusterOptions;
  /** With a redis-server of its own. */
  redis?: boolean;
  rounds(asked: number): number;
  /** Does it and resolves when it is over, with further figures by name. */
  happen(lab: CallLab, callers: readonly Participant[], redis?: RedisServer): Promise<Record<string, number[]>>;
  restore?(lab: CallLab): Promise<void>;
  limits: { figure: string; p95Ms: number }[];
  /** The call changes over to another node meanwhile; where it does not, nobody is to be notified of anything. */
  moves?: boolean;
  /** What is asked of the frames. A machine that is saturated loses some by itself. */
  lossless: boolean;
  /** Of the longest gap to the stream's own. */
  gapLimit?: number;
}

const everybodyMoved = (callers: readonly Participant[], sinceMs: number) =>
  Promise.all(callers.map((caller) => caller.waitForMove(sinceMs)));

export const seamlessScenarios: readonly SeamlessScenario[] = [
  {
    name: "node process SIGSTOP for 5 s",
    cluster: { nodes: 2, workers: 2 },
    rounds: (asked) => Math.ceil(asked / 4),
    happen: async (lab, callers) => {
      const node = lab.cluster.node(await callers[0]!.nodeId());
      node.hangProcessOnly();
      await sleep(5_000);
      node.resume();
      return {};
    },
    limits: [],
    lossless: true,
  },
  {
    name: "node process SIGSTOP for good, rooms moved after 10 s",
    cluster: { nodes: 2, workers: 2 },
    rounds: (asked) => Math.ceil(asked / 4),
    happen: async (lab, callers) => {
      const node = lab.cluster.node(await callers[0]!.nodeId());
      const atMs = node.hangProcessOnly();
      await everybodyMoved(callers, atMs);
      await sleep(1_000);
      node.resume();
      return {};
    },
    moves: true,
    limits: [],
    lossless: true,
  },
  {
    name: "drain",
    cluster: { nodes: 2, workers: 2 },
    rounds: (asked) => asked,
    happen: async (lab, callers) => {
      const nodeId = await callers[0]!.nodeId();
      const atMs = wallClockMs();
      const response = await lab.cluster.api(`/v1/nodes/${nodeId}/drain`, { method: "POST" });
      if (!response.ok) throw new Error(`the drain was refused: ${response.status} ${await response.text()}`);
      const moved = await everybodyMoved(callers, atMs);
      await sleep(500);
      return { "changed over after": moved.map((event) => event.atMs - atMs) };
    },
    restore: async (lab) => {
      for (const { id } of lab.cluster.nodes) await lab.cluster.api(`/v1/nodes/${id}/uncordon`, { method: "POST" });
      await lab.cluster.waitUntilReady();
    },
    moves: true,
    limits: [],
    lossless: true,
    gapLimit: 1.5,
  },
  {
    name: "signaling SIGKILL",
    cluster: { nodes: 1, workers: 1, replicas: 2 },
    rounds: (asked) => asked,
    happen: async (lab, callers) => {
      // With each kill so far they have changed to the other one.
      const changes = (await callers[0]!.events("signalingChanged")).filter(({ state }) => state === "online").length;
      const atMs = await lab.cluster.replicas[changes % 2]!.kill();
      await sleep(1_500);
      const backMs: number[] = [];
      for (const caller of callers) {
        const told = await caller.events("signalingChanged", atMs - 50);
        if (told.length === 0) continue;
        const back = told.find(({ state }) => state === "online");
        if (!back) throw new Error(`${caller.identity} is not back\n${lab.cluster.logTail()}`);
        backMs.push(back.atMs - atMs);
      }
      return { "control back after": backMs };
    },
    restore: async (lab) => {
      for (const replica of lab.cluster.replicas) if (!replica.running) await replica.restart();
    },
    limits: [{ figure: "control back after", p95Ms: 500 }],
    lossless: true,
  },
  {
    name: "control link cut for 5 s",
    cluster: { nodes: 2, workers: 2, controlRelays: true },
    rounds: (asked) => Math.ceil(asked / 4),
    happen: async (lab, callers) => {
      const node = lab.cluster.node(await callers[0]!.nodeId());
      node.controlRelay!.cut();
      await sleep(5_000);
      node.controlRelay!.resume();
      await sleep(500);
      return {};
    },
    limits: [],
    lossless: true,
  },
  {
    name: "Redis SIGKILL, back after 5 s",
    cluster: { nodes: 2, workers: 1, replicas: 2 },
    redis: true,
    rounds: (asked) => Math.ceil(asked / 4),
    happen: async (_lab, _callers, redis) => {
      await redis!.kill();
      await sleep(5_000);
      await redis!.startAgain();
      await sleep(1_000);
      return {};
    },
    limits: [],
    lossless: true,
  },
  {
    name: "rolling restart of 2 replicas and 3 nodes",
    cluster: { nodes: 3, workers: 1, replicas: 2 },
    redis: true,
    rounds: (asked) => Math.ceil(asked / 4),
    happen: async (lab, callers) => {
      await rollingRestart(lab.cluster, await callers[0]!.nodeId());
      return {};
    },
    moves: true,
    limits: [],
    lossless: true,
  },
  {
    name: "no fault, CPU saturated for 60 s",
    cluster: { nodes: 2, workers: 2 },
    rounds: () => 1,
    happen: async () => {
      await saturateCpu(2 * availableParallelism(), 60_000);
      return {};
    },
    limits: [],
    lossless: false,
  },
];
