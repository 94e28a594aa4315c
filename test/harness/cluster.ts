// A whole cluster of real processes for tests: one signaling replica and some SFU nodes, on free ports, with secrets of
// its own. `await using cluster = await startCluster()` leaves nothing behind.
import { randomBytes } from "node:crypto";
import { mintAdminToken, mintToken, type MintTokenOptions } from "../../signaling/tokens.ts";
import { ClusterNode } from "./cluster-node.ts";
import { freePorts } from "./free-ports.ts";
import { commandFile, ServerProcess } from "./server-process.ts";
import { notReady, ready, waitUntil } from "./wait-until.ts";

export interface ClusterOptions {
  nodes?: number;
  /** Media workers of each node. */
  workers?: number;
  /** More environment for all nodes, and for signaling. */
  nodeEnv?: Record<string, string>;
  signalingEnv?: Record<string, string>;
  logLevel?: string;
}

const tokenTtlSeconds = 3600;
const apiKey = "test";

const secret = (): string => randomBytes(24).toString("hex");

export class Cluster {
  /** http://127.0.0.1:port */
  readonly url: string;
  readonly signalingUrl: string;
  readonly nodes: readonly ClusterNode[];
  readonly #signaling: ServerProcess;
  readonly #apiSecret: string;
  #closed: Promise<void> | undefined;

  constructor(port: number, nodes: readonly ClusterNode[], signaling: ServerProcess, apiSecret: string) {
    this.url = `http://127.0.0.1:${port}`;
    this.signalingUrl = `ws://127.0.0.1:${port}`;
    this.nodes = nodes;
    this.#signaling = signaling;
    this.#apiSecret = apiSecret;
  }

  get signalingPid(): number {
    return this.#signaling.pid;
  }

  node(id: string): ClusterNode {
    const node = this.nodes.find((candidate) => candidate.id === id);
    if (!node) throw new Error(`no node ${id}, only ${this.nodes.map((known) => known.id).join(", ")}`);
    return node;
  }

  /** For processes that mint tokens or ask the HTTP API by themselves. */
  get apiKey(): string {
    return `${apiKey}:${this.#apiSecret}`;
  }

  mint(grants: MintTokenOptions["grants"]): Promise<string> {
    return mintToken({ grants, key: apiKey, secret: this.#apiSecret, ttlSeconds: tokenTtlSeconds, nowMs: Date.now() });
  }

  mintAdmin(): Promise<string> {
    return mintAdminToken({ key: apiKey, secret: this.#apiSecret, ttlSeconds: tokenTtlSeconds, nowMs: Date.now() });
  }

  /** The HTTP API with an admin token. */
  async api(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(this.url + path, {
      ...init,
      headers: { authorization: `Bearer ${await this.mintAdmin()}`, ...init.headers },
    });
  }

  /** Signaling answers, and takes each running node for live. */
  async waitUntilReady(): Promise<void> {
    await waitUntil(
      "signaling is ready",
      async () => {
        if (!this.#signaling.running)
          throw new Error(`signaling ${this.#signaling.exitDescription}\n${this.#signaling.logTail()}`);
        try {
          const response = await fetch(`${this.url}/readyz`);
          if (response.ok) return ready(undefined);
          return notReady(`/readyz says ${response.status} ${await response.text()}\n${this.logTail()}`);
        } catch (thrown) {
          return notReady(`${String(thrown)}\n${this.logTail()}`);
        }
      },
      { timeoutMs: 30_000 },
    );
    await this.waitForLiveNodes(this.nodes.filter((node) => node.running).map((node) => node.id));
  }

  /** Signaling takes exactly these nodes for live, among others that it takes for dead. */
  async waitForLiveNodes(ids: readonly string[]): Promise<void> {
    const wanted = [...ids].toSorted().join(", ");
    await waitUntil(`live nodes: ${wanted}`, async () => {
      const response = await this.api("/v1/nodes");
      if (!response.ok) return notReady(`/v1/nodes says ${response.status} ${await response.text()}`);
      const { nodes } = (await response.json()) as { nodes: { id?: string; state: string }[] };
      const live = nodes
        .filter(({ state }) => state === "live")
        .map(({ id }) => id)
        .toSorted()
        .join(", ");
      return live === wanted ? ready(undefined) : notReady(JSON.stringify(nodes));
    });
  }

  async restartNode(id: string): Promise<void> {
    await this.node(id).restart();
    await this.waitForLiveNodes(this.nodes.filter((node) => node.running).map((node) => node.id));
  }

  signalingLog(): readonly string[] {
    return this.#signaling.log();
  }

  /** The last lines of all processes, for the message of a failure. */
  logTail(lines = 15): string {
    return [this.#signaling.logTail(lines), ...this.nodes.map((node) => node.logTail(lines))].join("\n");
  }

  fullLogs(): string {
    return [this.#signaling.logTail(Infinity), ...this.nodes.map((node) => node.logTail(Infinity))].join("\n");
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #close(): Promise<void> {
    await this.#signaling.stop();
    await Promise.all(this.nodes.map((node) => node.stop()));
  }
}

export async function startCluster(options: ClusterOptions = {}): Promise<Cluster> {
  const { nodes: nodeCount = 2, workers = 1, nodeEnv = {}, signalingEnv = {}, logLevel = "info" } = options;
  const firstPort = await freePorts(1 + nodeCount * (1 + workers));
  const apiSecret = secret();
  const common = { HOLDFAST_CLUSTER_SECRET: secret(), HOLDFAST_LOG_LEVEL: logLevel };
  const nodes = Array.from({ length: nodeCount }, (_, index) => {
    const controlPort = firstPort + 1 + index * (1 + workers);
    return new ClusterNode({
      id: `node-${index + 1}`,
      controlPort,
      rtcPort: controlPort + 1,
      workers,
      env: { ...common, ...nodeEnv },
    });
  });
  const signaling = new ServerProcess({
    name: "signaling",
    args: [commandFile, "signaling"],
    env: {
      ...common,
      HOLDFAST_HTTP_PORT: String(firstPort),
      HOLDFAST_API_KEYS: `${apiKey}:${apiSecret}`,
      HOLDFAST_NODES: nodes.map((node) => node.controlUrl).join(","),
      ...signalingEnv,
    },
  });
  const cluster = new Cluster(firstPort, nodes, signaling, apiSecret);
  try {
    await Promise.all(nodes.map((node) => node.waitForWorkers()));
    await cluster.waitUntilReady();
    return cluster;
  } catch (thrown) {
    await cluster.close();
    throw thrown;
  }
}
