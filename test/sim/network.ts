// Hosts and what lies between them: latency, links that are cut, packets that get lost or come twice. Channels are TCP
// connections: in order, with retransmission, and with nobody told of a link that is cut.

import type { Random } from "./random.ts";
import type { VirtualTime } from "./virtual-time.ts";

export type HostKind = "client" | "replica" | "node" | "store";

/** One machine, or its one process. */
export class Host {
  readonly kind: HostKind;
  /** Hosts of these kinds cannot be reached from here, nor reach it. */
  readonly cutFrom = new Set<HostKind>();
  /** What is sent from here to these does not arrive. */
  readonly cutTo = new Set<Host>();
  /** Every message waits so long before it is looked at. */
  slowMs = 0;
  #stopped = false;
  readonly #whenGoesOn: (() => void)[] = [];

  constructor(kind: HostKind) {
    this.kind = kind;
  }

  /** SIGSTOP: alive for the kernel, which goes on accepting connections and bytes. */
  get stopped(): boolean {
    return this.#stopped;
  }

  /** Some of its own links are cut. */
  get impaired(): boolean {
    return this.cutFrom.size > 0 || this.cutTo.size > 0;
  }

  stop(): void {
    this.#stopped = true;
  }

  goOn(): void {
    this.#stopped = false;
    for (const run of this.#whenGoesOn.splice(0)) run();
  }

  whenGoesOn(run: () => void): void {
    this.#whenGoesOn.push(run);
  }
}

/** Milliseconds, one way. */
const latencies: Record<string, readonly [least: number, most: number]> = {
  "client-replica": [4, 40],
  "client-node": [4, 40],
  "replica-node": [0.2, 2],
  "replica-store": [0.2, 1.5],
};

export class Network {
  readonly time: VirtualTime;
  readonly random: Random;
  /** Of each packet, everywhere. */
  lossShare = 0;
  /** Of the messages that may come twice. */
  repeatShare = 0;

  constructor(time: VirtualTime, random: Random) {
    this.time = time;
    this.random = random;
  }

  cut(a: Host, b: Host): void {
    this.cutOneWay(a, b);
    this.cutOneWay(b, a);
  }

  cutOneWay(from: Host, to: Host): void {
    from.cutTo.add(to);
  }

  heal(a: Host, b: Host): void {
    a.cutTo.delete(b);
    b.cutTo.delete(a);
  }

  /** What is sent there arrives. */
  reaches(from: Host, to: Host): boolean {
    return !from.cutFrom.has(to.kind) && !to.cutFrom.has(from.kind) && !from.cutTo.has(to);
  }

  /** And answers come back. */
  connects(a: Host, b: Host): boolean {
    return this.reaches(a, b) && this.reaches(b, a);
  }

  /** One way, retransmissions of lost packets included. */
  latencyMs(a: Host, b: Host): number {
    const [least, most] = latencies[`${a.kind}-${b.kind}`] ?? latencies[`${b.kind}-${a.kind}`]!;
    let ms = this.random.between(least, most);
    for (let rtoMs = 200; this.lossShare > 0 && rtoMs < 7_000 && this.random.chance(this.lossShare); rtoMs *= 2)
      ms += rtoMs;
    return ms;
  }
}

/** What one end of a channel does with what comes. */
export interface Receiver<Message> {
  onMessage(message: Message): void;
  /** The other end closed it, or its process ended. Not told to the end that closes. */
  onClosed(): void;
}

interface Direction<Message> {
  readonly to: Host;
  readonly from: Host;
  receiver: Receiver<Message> | undefined;
  readonly queue: { message: Message | undefined; dueMs: number }[];
  pumping: boolean;
  rtoMs: number;
}

/** One TCP connection. An `undefined` in its queue is the FIN, or the RST. */
export class Channel<Message> {
  readonly #network: Network;
  readonly #directions: readonly [Direction<Message>, Direction<Message>];
  readonly #closed = [false, false];

  constructor(network: Network, a: Host, b: Host) {
    this.#network = network;
    const direction = (from: Host, to: Host): Direction<Message> => ({
      from,
      to,
      receiver: undefined,
      queue: [],
      pumping: false,
      rtoMs: 200,
    });
    this.#directions = [direction(a, b), direction(b, a)];
  }

  /** What end 0 (a) or 1 (b) receives. */
  receive(end: 0 | 1, receiver: Receiver<Message>): void {
    this.#directions[1 - end]!.receiver = receiver;
  }

  send(end: 0 | 1, message: Message, mayRepeat = false): void {
    if (this.#closed[end]) return;
    this.#enqueue(end, message);
    const { repeatShare, random } = this.#network;
    if (mayRepeat && repeatShare > 0 && random.chance(repeatShare)) this.#enqueue(end, message);
  }

  /** Nothing is received at this end any more; the other one hears of it when it can. */
  close(end: 0 | 1): void {
    if (this.#closed[end]) return;
    this.#enqueue(end, undefined);
    this.#closed[end] = true;
    const incoming = this.#directions[1 - end]!;
    incoming.receiver = undefined;
    incoming.queue.length = 0;
  }

  #enqueue(end: 0 | 1, message: Message | undefined): void {
    const direction = this.#directions[end]!;
    const { time } = this.#network;
    const last = direction.queue.at(-1)?.dueMs ?? 0;
    const dueMs = Math.max(
      last,
      time.nowMs + this.#network.latencyMs(direction.from, direction.to) + direction.to.slowMs,
    );
    direction.queue.push({ message, dueMs });
    this.#pumpAt(direction, direction.queue[0]!.dueMs);
  }

  #pumpAt(direction: Direction<Message>, atMs: number): void {
    if (direction.pumping) return;
    direction.pumping = true;
    this.#network.time.at(atMs, () => {
      direction.pumping = false;
      this.#pump(direction);
    });
  }

  #pump(direction: Direction<Message>): void {
    const { time } = this.#network;
    const next = direction.queue[0];
    if (!next) return;
    if (!this.#network.reaches(direction.from, direction.to)) {
      // Retransmitted until it gets through.
      direction.rtoMs = Math.min(direction.rtoMs * 2, 2_000);
      this.#pumpAt(direction, time.nowMs + direction.rtoMs);
      return;
    }
    direction.rtoMs = 200;
    if (direction.to.stopped) {
      direction.to.whenGoesOn(() => this.#pumpAt(direction, time.nowMs));
      return;
    }
    if (next.dueMs > time.nowMs) return this.#pumpAt(direction, next.dueMs);
    direction.queue.shift();
    if (direction.queue.length > 0) this.#pumpAt(direction, Math.max(time.nowMs, direction.queue[0]!.dueMs));
    const { receiver } = direction;
    if (next.message !== undefined) receiver?.onMessage(next.message);
    else if (receiver) {
      direction.receiver = undefined;
      receiver.onClosed();
    }
  }
}
