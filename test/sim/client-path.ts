// One path of a client, by the shipped states (client/paths/path-state.ts). It works while its node has it and can be reached.

import type { NodeId, ParticipantId, PathId } from "../../proto/ids.ts";
import { type PathOffer, wire } from "../../proto/model.ts";
import { deadlineMs, next, type PathEvent, type PathState } from "../../client/paths/path-state.ts";
import type { Host, Network } from "./network.ts";
import type { Random } from "./random.ts";
import type { SimNode } from "./sim-node.ts";
import type { SimRoom } from "./sim-room.ts";

export interface ClientPathDeps {
  host: Host;
  network: Network;
  nodes: ReadonlyMap<string, SimNode>;
  random: Random;
  /** The client has left, or was thrown out: nothing happens to its paths any more. */
  ended(): boolean;
  request(name: "assert" | "restartIce", payload: { pathId: string }): void;
  /** The path has got on, or has failed. */
  onState(path: ClientPath): void;
}

/** What the browser needs to set up transports and tracks. */
const buildMs = [15, 60] as const;
/** RFC 7675: a peer connection is disconnected after 5 s without an answer. */
const consentMs = 5_000;
const checkMs = 250;

export class ClientPath {
  readonly id: PathId;
  readonly nodeId: NodeId;
  readonly keepsPrevious: boolean;
  epoch: number;
  standby: boolean;
  lastSeq = 0;
  readonly #deps: ClientPathDeps;
  readonly #node: SimNode;
  #state: PathState;

  constructor({ path, role, keepPrevious }: PathOffer, deps: ClientPathDeps) {
    this.id = path!.id as PathId;
    this.nodeId = path!.nodeId as NodeId;
    this.epoch = path!.epoch ?? 0;
    this.standby = role === wire.PathRole.STANDBY;
    this.keepsPrevious = keepPrevious ?? false;
    this.#deps = deps;
    this.#node = deps.nodes.get(this.nodeId)!;
    this.#state = { name: "building", sinceMs: this.#nowMs };
  }

  get state(): Readonly<PathState> {
    return this.#state;
  }
  get connected(): boolean {
    return this.#state.name === "connected";
  }
  /** Media could flow on it. */
  get works(): boolean {
    return this.#node.carries(this.id) && this.#deps.network.connects(this.#deps.host, this.#node.host);
  }
  /** The room on its node that it is in. */
  get room(): SimRoom | undefined {
    return this.#node.paths.get(this.id)?.room;
  }
  /** What this participant sends arrives in the room. */
  hears(identity: ParticipantId, host: Host): boolean {
    const { room } = this;
    return room?.standby === false && room.paths.has(identity) && this.#deps.network.connects(host, this.#node.host);
  }

  async build(): Promise<void> {
    const { host, network, random, request } = this.#deps;
    this.#watchDeadline();
    await this.#sleep(random.between(...buildMs));
    request("assert", { pathId: this.id });
    this.dispatch({ type: "built", used: true });
    await this.#sleep(network.latencyMs(host, this.#node.host) + network.latencyMs(this.#node.host, host));
    this.#check();
  }

  dispatch(event: PathEvent): void {
    if (this.#deps.ended()) return;
    const after = next(this.#state, event, this.#nowMs);
    if (after === this.#state) return;
    this.#state = after;
    this.#watchDeadline();
    this.#deps.onState(this);
  }

  close(): void {
    this.#state = next(this.#state, { type: "closed" }, this.#nowMs);
  }

  /** It no longer works; the browser finds out in time. */
  loseConsent(): void {
    const { sinceMs } = this.#state;
    this.#deps.network.time.after(consentMs, () => {
      if (!this.connected || this.#state.sinceMs !== sinceMs || this.works) return;
      this.dispatch({ type: "disconnected" });
      this.#deps.request("restartIce", { pathId: this.id });
      this.#check();
    });
  }

  /** ICE checks, until they succeed or the path's deadline is over. */
  #check(): void {
    if (this.#state.name !== "connecting" && this.#state.name !== "interrupted") return;
    if (this.works) return this.dispatch({ type: "connected" });
    this.#deps.network.time.after(checkMs, () => this.#check());
  }

  #watchDeadline(): void {
    const atMs = deadlineMs(this.#state);
    if (atMs === undefined) return;
    const { sinceMs } = this.#state;
    this.#deps.network.time.at(atMs, () => {
      if (this.#state.sinceMs === sinceMs) this.dispatch({ type: "tick" });
    });
  }

  get #nowMs(): number {
    return this.#deps.network.time.nowMs;
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => void this.#deps.network.time.after(ms, resolve));
  }
}
