// A host of its own for some of a test's browsers: a network namespace with one cable to signaling and one to each node,
// any of which a test can pull.
import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromiumPath } from "./browser.ts";

const run = promisify(execFile);
const ip = (...args: string[]): Promise<unknown> => run("ip", args);

let networksMade = 0;

export class TestNetwork {
  /** Starts Chromium on that host. */
  readonly browserCommand: string;
  readonly #name: string;
  readonly #folder: string;
  readonly #subnet: number;
  readonly #cables: number;
  #clientNumber = 2;

  private constructor(name: string, subnet: number, cables: number, folder: string) {
    this.#name = name;
    this.#subnet = subnet;
    this.#cables = cables;
    this.#folder = folder;
    this.browserCommand = join(folder, "chromium");
  }

  /** Cable 0 is for signaling, cable 1 and those after it for the nodes. */
  static async lay(nodes: number): Promise<TestNetwork> {
    const number = networksMade++;
    const name = `hf${process.pid}n${number}`;
    const folder = await mkdtemp(join(tmpdir(), "holdfast-network-"));
    const network = new TestNetwork(name, (process.pid * 3 + number) % 200, nodes + 1, folder);
    await writeFile(network.browserCommand, `#!/bin/sh\nexec ip netns exec ${name} ${chromiumPath} "$@"\n`, {
      mode: 0o755,
    });
    await ip("netns", "add", name);
    await network.#inside("ip", "link", "set", "lo", "up");
    for (let cable = 0; cable <= nodes; cable++) await network.#layCable(cable);
    return network;
  }

  get signalingHost(): string {
    return this.#address(0, 1);
  }

  nodeHosts(): string[] {
    return Array.from({ length: this.#cables - 1 }, (_, index) => this.#address(index + 1, 1));
  }

  /** Pulls the cable to the node of that index, or to signaling. Nobody is told anything. */
  async pull(what: number | "signaling"): Promise<void> {
    await this.#inside("ip", "link", "set", this.#inner(cableOf(what)), "down");
  }

  async plug(what: number | "signaling"): Promise<void> {
    await this.#inside("ip", "link", "set", this.#inner(cableOf(what)), "up");
  }

  async pullAll(): Promise<void> {
    for (let cable = 0; cable < this.#cables; cable++)
      await this.#inside("ip", "link", "set", this.#inner(cable), "down");
  }

  async plugAll(): Promise<void> {
    for (let cable = 0; cable < this.#cables; cable++)
      await this.#inside("ip", "link", "set", this.#inner(cable), "up");
  }

  /** Gives the host other addresses, as when it goes from one network to another. The ones before are gone. */
  async changeAddresses(): Promise<void> {
    const before = this.#clientNumber++;
    for (let cable = 0; cable < this.#cables; cable++) {
      await this.#inside("ip", "addr", "del", `${this.#address(cable, before)}/24`, "dev", this.#inner(cable));
      await this.#inside(
        "ip",
        "addr",
        "add",
        `${this.#address(cable, this.#clientNumber)}/24`,
        "dev",
        this.#inner(cable),
      );
    }
  }

  /** Everything that runs on that host: its browser with all its processes. */
  processes(): number[] {
    const { stdout } = spawnSync("ip", ["netns", "pids", this.#name], { encoding: "utf8" });
    return stdout.split("\n").filter(Boolean).map(Number);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await ip("netns", "del", this.#name);
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #layCable(cable: number): Promise<void> {
    const outer = `${this.#name}c${cable}`;
    const inner = this.#inner(cable);
    await ip("link", "add", outer, "type", "veth", "peer", "name", inner, "netns", this.#name);
    await ip("addr", "add", `${this.#address(cable, 1)}/24`, "dev", outer);
    await ip("link", "set", outer, "up");
    await this.#inside("ip", "addr", "add", `${this.#address(cable, this.#clientNumber)}/24`, "dev", inner);
    await this.#inside("ip", "link", "set", inner, "up");
  }

  #inside(...command: string[]): Promise<unknown> {
    return ip("netns", "exec", this.#name, ...command);
  }

  #inner(cable: number): string {
    return `cable${cable}`;
  }

  #address(cable: number, host: number): string {
    return `10.${40 + (this.#subnet % 200)}.${cable}.${host}`;
  }
}

const cableOf = (what: number | "signaling"): number => (what === "signaling" ? 0 : what + 1);
