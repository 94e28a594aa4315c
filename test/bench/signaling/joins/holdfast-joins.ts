import type { wire } from "../../../../proto/model.ts";
import { type Cluster, startCluster } from "../../../harness/cluster.ts";
import { HeadlessSession } from "../../../harness/headless-session.ts";
import { cpuSecondsOf } from "../../../harness/process-tree.ts";
import { audioOffer, fingerprints } from "../../../sfu/test-media.ts";
import { unlimited } from "../signaling-lab.ts";
import type { Joined, JoinLab } from "./join-lab.ts";

/** Far more than are in a room at once. */
const identitiesOfRoom = 32;

/** A replica, a node with one media worker, and their clients. */
export class HoldfastJoins implements JoinLab {
  readonly name = "Holdfast";
  readonly #cluster: Cluster;
  /** By room, of those who are not there; minting them is not what is measured. */
  readonly #tokens: readonly string[][];
  #count = 0;

  private constructor(cluster: Cluster, tokens: readonly string[][]) {
    this.#cluster = cluster;
    this.#tokens = tokens;
  }

  static async start(rooms: number): Promise<HoldfastJoins> {
    const cluster = await startCluster({ nodes: 1, workers: 1, signalingEnv: unlimited, logLevel: "warn" });
    const identities = Array.from({ length: identitiesOfRoom }, (_, index) => `person-${index}`);
    const tokensOf = (room: number): Promise<string[]> =>
      Promise.all(identities.map((identity) => cluster.mint({ room: `room-${room}`, identity })));
    return new HoldfastJoins(cluster, await Promise.all(Array.from({ length: rooms }, (_, room) => tokensOf(room))));
  }

  async join(room: number): Promise<Joined> {
    const index = this.#count++;
    const tokens = this.#tokens[room]!;
    const token = tokens.shift();
    if (token === undefined) throw new Error(`more than ${identitiesOfRoom} people in room ${room}`);
    const { session, reply } = await HeadlessSession.join({
      url: this.#cluster.url,
      token,
      fingerprints,
      autoSubscribe: true,
      onEvent: (event, receiver) => {
        if (event.body === "consumersAdded") void resume(receiver, event.consumersAdded);
      },
    });
    const pathId = reply.offer?.path?.id ?? "";
    await Promise.all([
      session.request("assert", { pathId, tracks: [audioOffer(`track-${index}`)], subscriptions: [] }),
      resume(session, { pathId, consumers: reply.offer?.consumers ?? [] }),
    ]);
    const leave = async (): Promise<void> => {
      await session.leave();
      tokens.push(token);
    };
    return { leave };
  }

  cpuSeconds(): ReadonlyMap<string, number> {
    const { replica, nodes } = this.#cluster;
    const node = nodes[0]!;
    return new Map([
      ["replica", cpuSecondsOf(replica.pid)],
      ["node", cpuSecondsOf(node.pid)],
      ["media worker", cpuSecondsOf(node.workerPid(0))],
    ]);
  }

  async close(): Promise<void> {
    await this.#cluster.close();
  }
}

async function resume(session: HeadlessSession, { pathId, consumers }: wire.ConsumersAdded.$Shape): Promise<void> {
  const consumerIds = (consumers ?? []).map(({ id }) => id ?? "");
  if (consumerIds.length === 0) return;
  // Its sender, or the receiver itself, may have left meanwhile.
  await session.request("resumeConsumers", { pathId: pathId ?? "", consumerIds }).catch(() => {});
}
