// A replica with a node without media, ready to take sessions by the thousand.
import { randomBytes } from "node:crypto";
import { createLogger } from "../../../base/logger.ts";
import { mintToken } from "../../../signaling/tokens.ts";
import { freePorts } from "../../harness/free-ports.ts";
import { HeadlessSession } from "../../harness/headless-session.ts";
import { commandFile } from "../../harness/server-process.ts";
import { MeasuredServer } from "./measured-server.ts";
import { inParallel } from "./in-parallel.ts";
import { StandInNode } from "./stand-in-node.ts";

/** Far above what one address may do in production: here one address is everybody. */
const unlimited = {
  HOLDFAST_CONNECTIONS_PER_SECOND: "100000",
  HOLDFAST_CONNECTION_BURST: "100000",
  HOLDFAST_MAX_SESSIONS: "20000",
};
const joinsAtOnce = 32;
const warmUpSessions = 400;
const tokenTtlSeconds = 3600;

export interface Attendee {
  session: HeadlessSession;
  trackId: string;
}

export class SignalingLab {
  readonly replica: MeasuredServer;
  readonly #node: StandInNode;
  readonly #secret: string;
  readonly #attendees: Attendee[] = [];
  #count = 0;

  private constructor(replica: MeasuredServer, node: StandInNode, secret: string) {
    this.replica = replica;
    this.#node = node;
    this.#secret = secret;
  }

  static async start(): Promise<SignalingLab> {
    const secret = randomBytes(24).toString("hex");
    const log = createLogger({ name: "stand-in", level: "warn" });
    const node = await StandInNode.start({ nodeId: "stand-in", clusterSecret: secret, log });
    const port = await freePorts(1);
    const replica = await MeasuredServer.start(`http://127.0.0.1:${port}`, {
      name: "signaling",
      args: [commandFile, "signaling"],
      env: {
        ...unlimited,
        HOLDFAST_HTTP_PORT: String(port),
        HOLDFAST_CLUSTER_SECRET: secret,
        HOLDFAST_API_KEYS: `bench:${secret}`,
        HOLDFAST_NODES: node.url,
        HOLDFAST_LOG_LEVEL: "warn",
        HOLDFAST_CLIENT_IDLE_TIMEOUT_MS: "600000",
      },
    });
    const lab = new SignalingLab(replica, node, secret);
    // So that code is compiled and tables have grown before anything is measured.
    await lab.fill(warmUpSessions);
    await lab.empty();
    return lab;
  }

  get attendees(): readonly Attendee[] {
    return this.#attendees;
  }

  /** Two in each room. */
  async fill(total: number): Promise<void> {
    const wanted = Array.from({ length: total - this.#attendees.length }, () => this.#count++);
    const joined = await inParallel(joinsAtOnce, wanted, (index) => this.#join(index));
    this.#attendees.push(...joined);
  }

  /** Everybody leaves. */
  async empty(): Promise<void> {
    await inParallel(joinsAtOnce, this.#attendees.splice(0), ({ session }) => session.leave());
  }

  async #join(index: number): Promise<Attendee> {
    const grants = { room: `room-${index >> 1}`, identity: `person-${index}` };
    const token = await mintToken({
      grants,
      key: "bench",
      secret: this.#secret,
      ttlSeconds: tokenTtlSeconds,
      nowMs: Date.now(),
    });
    const { session } = await HeadlessSession.join({ url: this.replica.url, token });
    return { session, trackId: `track-${index}` };
  }

  async close(): Promise<void> {
    for (const { session } of this.#attendees) session.terminate();
    await this.replica.stop();
    await this.#node.close();
  }
}
