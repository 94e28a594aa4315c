// A whole cluster of real processes for tests: signaling replicas and SFU nodes, on free ports, with secrets of
// its own. `await using cluster = await startCluster()` leaves nothing behind.
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { ClusterNode } from "./cluster-node.ts";
import { ClusterReplica } from "./cluster-replica.ts";
import { freePorts } from "./free-ports.ts";
import { commandFile, repoRoot } from "./server-process.ts";
import { TcpRelay } from "./tcp-relay.ts";
import { notReady, ready, waitUntil } from "./wait-until.ts";

/** What `POST /v1/rooms/{room}/tokens` takes. */
export interface TokenGrants {
  room: string;
  identity: string;
  name?: string;
  canPublish?: boolean;
  canSubscribe?: boolean;
  canPublishData?: boolean;
  moderator?: boolean;
  hidden?: boolean;
}

export interface ClusterOptions {
  nodes?: number;
  /** Signaling replicas. */
  replicas?: number;
  /** Media workers of each node. */
  workers?: number;
  /** Addresses of this machine that signaling, and each node's media, are at. Default 127.0.0.1. */
  hosts?: { signaling: string; nodes: readonly string[] };
  /** Puts a relay before each node's control port, which a test can cut; "first": for the first replica only. */
  controlRelays?: boolean | "first";
  /** URL of the store that the replicas share. */
  redisUrl?: string;
  /** Replicas are told of no node: the nodes announce themselves, to the first replica alone. */
  discovery?: boolean;
  /** More environment for all nodes, and for signaling. */
  nodeEnv?: Record<string, string>;
  /** HOLDFAST_LABELS of each node. */
  labels?: readonly string[];
  signalingEnv?: Record<string, string>;
  logLevel?: string;
}

const apiKey = "test";

const execute = promisify(execFile);

const secret = (): string => randomBytes(24).toString("hex");

export class Cluster {
  readonly nodes: ClusterNode[];
  readonly replicas: readonly ClusterReplica[];
  readonly clusterSecret: string;
  readonly #apiSecret: string;
  #closed: Promise<void> | undefined;

  constructor(
    nodes: ClusterNode[],
    replicas: readonly ClusterReplica[],
    { clusterSecret, apiSecret }: { clusterSecret: string; apiSecret: string },
  ) {
    this.clusterSecret = clusterSecret;
    this.nodes = nodes;
    this.replicas = replicas;
    this.#apiSecret = apiSecret;
  }

  /** A replica that runs. */
  get replica(): ClusterReplica {
    return this.replicas.find(({ running }) => running) ?? this.replicas[0]!;
  }

  /** http://127.0.0.1:port */
  get url(): string {
    return this.replica.url;
  }

  get signalingUrls(): string[] {
    return this.replicas.map(({ signalingUrl }) => signalingUrl);
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

  /** A join token, as a backend asks for it. */
  async mint({ room, ...grants }: TokenGrants): Promise<string> {
    for (;;) {
      const response = await this.apiJson("POST", `/v1/rooms/${room}/tokens`, grants);
      if (response.ok) return ((await response.json()) as { token: string }).token;
      const problem = `${response.status} ${await response.text()}`;
      if (response.status !== 429) throw new Error(`no token for ${grants.identity}: ${problem}`);
      await sleep(1000 * Number(response.headers.get("retry-after") ?? 1));
    }
  }

  /** The HTTP API with the API key. */
  async api(path: string, init: RequestInit = {}, { url } = this.replica): Promise<Response> {
    return fetch(url + path, { ...init, headers: { authorization: `Bearer ${this.apiKey}`, ...init.headers } });
  }

  /** The `holdfast` command; what it prints. */
  async cli(...args: string[]): Promise<string> {
    const { url } = this.replica;
    const env = { ...process.env, HOLDFAST_URL: url, HOLDFAST_API_KEYS: this.apiKey };
    return (await execute(process.execPath, [commandFile, ...args], { cwd: repoRoot, env })).stdout;
  }

  apiJson(method: string, path: string, body: unknown): Promise<Response> {
    return this.api(path, {
      method,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  }

  /** All replicas answer, and take each running node for live. */
  async waitUntilReady(): Promise<void> {
    await Promise.all(this.replicas.filter(({ running }) => running).map((replica) => replica.waitUntilReady()));
    await this.waitForLiveNodes(this.nodes.filter((node) => node.running).map((node) => node.id));
  }

  /** Every replica takes exactly these nodes for live, among others that it takes for dead. */
  async waitForLiveNodes(ids: readonly string[]): Promise<void> {
    const running = this.replicas.filter((replica) => replica.running);
    await Promise.all(running.map((replica) => this.#waitForLiveNodes(replica, [...ids].toSorted().join(", "))));
  }

  async #waitForLiveNodes(replica: ClusterReplica, wanted: string): Promise<void> {
    await waitUntil(`${replica.name}'s live nodes: ${wanted}`, async () => {
      const response = await this.api("/v1/nodes", {}, replica);
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

  /** One more node, like the first one but for its id and ports, and this environment. */
  async addNode(id: string, env: Record<string, string> = {}): Promise<ClusterNode> {
    const node = await this.nodes[0]!.another(id, env);
    this.nodes.push(node);
    await node.waitForWorkers();
    return node;
  }

  async restartNode(id: string): Promise<void> {
    await this.node(id).restart();
    await this.waitForLiveNodes(this.nodes.filter((node) => node.running).map((node) => node.id));
  }

  /** The last lines of all processes, for the message of a failure. */
  logTail(lines = 15): string {
    return [...this.replicas, ...this.nodes].map((server) => server.logTail(lines)).join("\n");
  }

  fullLogs(): string {
    return this.logTail(Infinity);
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #close(): Promise<void> {
    await Promise.all(this.replicas.map((replica) => replica.stop()));
    await Promise.all(this.nodes.map((node) => node.stop()));
  }
}

export async function startCluster(options: ClusterOptions = {}): Promise<Cluster> {
  const {
    nodes: nodeCount = 2,
    replicas: replicaCount = 1,
    workers = 1,
    redisUrl,
    discovery = false,
    nodeEnv = {},
    signalingEnv = {},
    logLevel = "info",
  } = options;
  const firstPort = await freePorts(replicaCount + nodeCount * (1 + workers));
  const apiSecret = secret();
  const clusterSecret = secret();
  const common = { HOLDFAST_CLUSTER_SECRET: clusterSecret, HOLDFAST_LOG_LEVEL: logLevel };
  const controlPortOf = (index: number): number => firstPort + replicaCount + index * (1 + workers);
  const relays = options.controlRelays
    ? await Promise.all(Array.from({ length: nodeCount }, (_, index) => TcpRelay.to(controlPortOf(index))))
    : [];
  const nodes = Array.from({ length: nodeCount }, (_, index) => {
    const controlPort = controlPortOf(index);
    return new ClusterNode({
      controlRelay: relays[index],
      id: `node-${index + 1}`,
      controlPort,
      rtcPort: controlPort + 1,
      workers,
      env: {
        ...common,
        ...(discovery ? { HOLDFAST_SIGNALING_URLS: `http://127.0.0.1:${firstPort}` } : {}),
        ...(options.hosts ? { HOLDFAST_RTC_HOST: options.hosts.nodes[index]! } : {}),
        ...(options.labels?.[index] ? { HOLDFAST_LABELS: options.labels[index] } : {}),
        ...nodeEnv,
      },
    });
  });
  const urlFor = (node: ClusterNode, replica: number): string =>
    options.controlRelays === "first" && replica > 0 ? node.directControlUrl : node.controlUrl;
  const replicas = Array.from(
    { length: replicaCount },
    (_, index) =>
      new ClusterReplica({
        name: replicaCount === 1 ? "signaling" : `signaling-${index + 1}`,
        httpHost: options.hosts?.signaling ?? "127.0.0.1",
        httpPort: firstPort + index,
        env: {
          ...common,
          HOLDFAST_API_KEYS: `${apiKey}:${apiSecret}`,
          ...(discovery ? {} : { HOLDFAST_NODES: nodes.map((node) => urlFor(node, index)).join(",") }),
          ...(redisUrl === undefined ? {} : { HOLDFAST_REDIS_URL: redisUrl }),
          ...signalingEnv,
        },
      }),
  );
  const cluster = new Cluster(nodes, replicas, { clusterSecret, apiSecret });
  try {
    await Promise.all(nodes.map((node) => node.waitForWorkers()));
    await cluster.waitUntilReady();
    return cluster;
  } catch (thrown) {
    await cluster.close();
    throw thrown;
  }
}
