// Several machines on one: a network namespace for each, on a switch of their own, with cables that a test can pull.
// Takes root.

import { execFileSync } from "node:child_process";

export interface Machine {
  /** IPv4 address on the test's network. */
  address: string;
  /** Command line that runs a program there: program and first arguments. */
  run: [program: string, ...args: string[]];
  /** Nothing gets in or out any more; nobody is told. */
  pullCable(): void;
  plugIn(): void;
}

const ip = (...args: string[]): void => void execFileSync("ip", args, { stdio: ["ignore", "ignore", "inherit"] });

export class TestNetwork {
  readonly #prefix: string;
  readonly #bridge: string;
  readonly #subnet: string;
  readonly #namespaces: string[] = [];

  private constructor() {
    // Two tests at once have networks of their own.
    const number = process.pid % 250;
    this.#prefix = `hf${number}`;
    this.#bridge = `${this.#prefix}-switch`;
    this.#subnet = `10.197.${number}`;
  }

  static create(): TestNetwork {
    const network = new TestNetwork();
    ip("link", "add", network.#bridge, "type", "bridge");
    ip("address", "add", `${network.#subnet}.1/24`, "dev", network.#bridge);
    ip("link", "set", network.#bridge, "up");
    return network;
  }

  addMachine(name: string): Machine {
    const namespace = `${this.#prefix}-${name}`;
    const address = `${this.#subnet}.${10 + this.#namespaces.length}`;
    const port = `${this.#prefix}-port${this.#namespaces.length}`;
    ip("netns", "add", namespace);
    this.#namespaces.push(namespace);
    ip("link", "add", port, "type", "veth", "peer", "name", "eth0", "netns", namespace);
    ip("link", "set", port, "master", this.#bridge, "up");
    ip("-n", namespace, "link", "set", "lo", "up");
    ip("-n", namespace, "address", "add", `${address}/24`, "dev", "eth0");
    ip("-n", namespace, "link", "set", "eth0", "up");
    return {
      address,
      run: ["ip", "netns", "exec", namespace],
      pullCable: () => ip("link", "set", port, "nomaster"),
      plugIn: () => ip("link", "set", port, "master", this.#bridge),
    };
  }

  /** After everything that runs there has ended. */
  [Symbol.dispose](): void {
    for (const namespace of this.#namespaces) ip("netns", "delete", namespace);
    ip("link", "delete", this.#bridge);
  }
}
