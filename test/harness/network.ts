// Several machines on one: a network namespace for each, with cables that a test can pull. Takes root.

import { execFileSync } from "node:child_process";
import { keepNetwork } from "./keeper/keeper.ts";

const ip = (...args: string[]): string =>
  execFileSync("ip", args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

/** Hosts on a subnet: the other end of a machine's own cable, or the switch; those of machines begin at the next one. */
const outerHost = 1;
const firstInnerHost = 2;

/** Of a /24 each; tests that run at once, and networks of one process, have others. */
const newSubnet = (() => {
  let made = 0;
  return (): string => `10.${40 + (process.pid % 100)}.${made++}`;
})();

interface Cable {
  /** Its end in the machine. */
  name: string;
  subnet: string;
  host: number;
}

/** One network namespace. */
export class Machine {
  /** Command line that runs a program there: program and first arguments. */
  readonly run: readonly [program: string, ...args: string[]];
  readonly #namespace: string;
  readonly #cables: Cable[] = [];
  readonly #forget: () => void;

  constructor(namespace: string) {
    this.#namespace = namespace;
    this.run = ["ip", "netns", "exec", namespace];
    this.#forget = keepNetwork("netns", namespace);
    ip("netns", "add", namespace);
    ip("-n", namespace, "link", "set", "lo", "up");
  }

  /** IPv4 address at its first cable. */
  get address(): string {
    return addressOf(this.#cables[0]!);
  }

  /** A cable from it to `outer`, the name of its other end. */
  lay(outer: string, subnet: string, host: number): void {
    const cable = { name: `cable${this.#cables.length}`, subnet, host };
    this.#cables.push(cable);
    ip("link", "add", outer, "type", "veth", "peer", "name", cable.name, "netns", this.#namespace);
    ip("link", "set", outer, "up");
    ip("-n", this.#namespace, "address", "add", `${addressOf(cable)}/24`, "dev", cable.name);
    ip("-n", this.#namespace, "link", "set", cable.name, "up");
  }

  /** Nothing gets in or out any more by this cable, or by any; nobody at its other end is told. */
  pull(index?: number): void {
    this.#set(index, "down");
  }

  plug(index?: number): void {
    this.#set(index, "up");
  }

  /** Gives it other addresses, as when it goes from one network to another. The ones before are gone. */
  changeAddresses(): void {
    for (const cable of this.#cables) {
      ip("-n", this.#namespace, "address", "del", `${addressOf(cable)}/24`, "dev", cable.name);
      cable.host++;
      ip("-n", this.#namespace, "address", "add", `${addressOf(cable)}/24`, "dev", cable.name);
    }
  }

  /** Everything that runs there. */
  processes(): number[] {
    return ip("netns", "pids", this.#namespace).split("\n").filter(Boolean).map(Number);
  }

  /** After everything that runs there has ended. */
  [Symbol.dispose](): void {
    ip("netns", "delete", this.#namespace);
    this.#forget();
  }

  #set(index: number | undefined, state: "up" | "down"): void {
    for (const [at, { name }] of this.#cables.entries())
      if (index === undefined || at === index) ip("-n", this.#namespace, "link", "set", name, state);
  }
}

const addressOf = ({ subnet, host }: Cable): string => `${subnet}.${host}`;

let networks = 0;
/** Names of links have at most 15 characters. */
const newPrefix = (): string => `hf${process.pid}n${networks++}`;

/** Machines on one switch, which this one is on as well. */
export class SwitchedNetwork {
  readonly #prefix = newPrefix();
  readonly #subnet = newSubnet();
  readonly #switch = `${this.#prefix}s`;
  readonly #machines: Machine[] = [];
  readonly #forget: () => void;

  constructor() {
    this.#forget = keepNetwork("link", this.#switch);
    ip("link", "add", this.#switch, "type", "bridge");
    ip("address", "add", `${this.#subnet}.${outerHost}/24`, "dev", this.#switch);
    ip("link", "set", this.#switch, "up");
  }

  addMachine(): Machine {
    const number = this.#machines.length;
    const machine = new Machine(`${this.#prefix}m${number}`);
    this.#machines.push(machine);
    const outer = `${this.#prefix}p${number}`;
    machine.lay(outer, this.#subnet, firstInnerHost + number);
    ip("link", "set", outer, "master", this.#switch);
    return machine;
  }

  [Symbol.dispose](): void {
    for (const machine of this.#machines) machine[Symbol.dispose]();
    ip("link", "delete", this.#switch);
    this.#forget();
  }
}

/** A machine for people, with a cable to an address of signaling here, and one to that of each node. */
export class PeoplesMachine {
  readonly machine: Machine;
  readonly hosts: { signaling: string; nodes: string[] };

  constructor(nodes: number) {
    const prefix = newPrefix();
    this.machine = new Machine(prefix);
    const [signaling = "", ...nodeHosts] = Array.from({ length: 1 + nodes }, (_, index) => {
      const subnet = newSubnet();
      const outer = `${prefix}c${index}`;
      this.machine.lay(outer, subnet, firstInnerHost);
      ip("address", "add", `${subnet}.${outerHost}/24`, "dev", outer);
      return `${subnet}.${outerHost}`;
    });
    this.hosts = { signaling, nodes: nodeHosts };
  }

  /** Pulls the cable to the node of that index. */
  pullNode(index: number): void {
    this.machine.pull(1 + index);
  }

  [Symbol.dispose](): void {
    this.machine[Symbol.dispose]();
  }
}
