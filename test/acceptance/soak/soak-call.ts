// A call of four over two replicas, three nodes and Redis, each person's signaling through relays of its own.
import { CallLab } from "../../harness/call-lab.ts";
import { allSeeAndHearAll } from "../../harness/media-waits.ts";
import type { Participant } from "../../harness/participant.ts";
import { RedisServer } from "../../harness/redis-server.ts";
import { TcpRelay } from "../../harness/tcp-relay.ts";

const identities = ["ann", "ben", "cem", "dan"];

interface Person {
  participant: Participant;
  /** To each replica. */
  lines: TcpRelay[];
}

export class SoakCall {
  readonly lab: CallLab;
  readonly redis: RedisServer;
  readonly people: readonly Person[];

  private constructor(lab: CallLab, redis: RedisServer, people: readonly Person[]) {
    this.lab = lab;
    this.redis = redis;
    this.people = people;
  }

  /** Two with a hot standby, and two without. */
  static async begin(): Promise<SoakCall> {
    const redis = await RedisServer.start();
    const options = { nodes: 3, workers: 1, replicas: 2, controlRelays: true, redisUrl: redis.url };
    const lab = await CallLab.start(options);
    const room = lab.newRoom();
    const people = await Promise.all(
      identities.map(async (identity, voice): Promise<Person> => {
        const ports = lab.cluster.replicas.map(({ url }) => Number(new URL(url).port));
        const lines = await Promise.all(ports.map((port) => TcpRelay.to(port)));
        const urls = lines.map(({ port }) => `ws://127.0.0.1:${port}`);
        const redundancy = voice < 2 ? "hot" : "cold";
        const participant = await lab.join({
          identity,
          room,
          voice,
          urls,
          replica: voice % 2,
          framesPerSecond: 10,
          redundancy,
        });
        return { participant, lines };
      }),
    );
    const call = new SoakCall(lab, redis, people);
    await allSeeAndHearAll(call.participants);
    return call;
  }

  get participants(): Participant[] {
    return this.people.map(({ participant }) => participant);
  }

  async end(): Promise<void> {
    await this.lab.close();
    await Promise.all(this.people.flatMap(({ lines }) => lines).map((line) => line[Symbol.asyncDispose]()));
    await this.redis[Symbol.asyncDispose]();
  }
}
