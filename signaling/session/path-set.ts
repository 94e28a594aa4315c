// A participant's paths, and the order of the events on each: every one reaches the client once and without holes, or it
// is known that some are missing. Events that cannot be sent on yet wait here, up to so many bytes.

import type { NodeId, PathId } from "../../proto/ids.ts";
import type { RelayedEvent } from "./relayed-event.ts";

/**
 * active     carries the call
 * standby    ready on another node, paused
 * previous   the path before a migration, until everybody receives everything elsewhere
 */
export type PathRole = "active" | "standby" | "previous";

export interface SessionPath {
  readonly id: PathId;
  readonly nodeId: NodeId;
  epoch: number;
  role: PathRole;
  /** Of the newest event of the path that went to the client. */
  lastSeq: number;
}

export interface PathEvent {
  pathId: PathId;
  seq: number;
  event: RelayedEvent;
}

export interface PathSetHost {
  /** In order, and without holes. */
  deliver(path: SessionPath, event: PathEvent): void;
  /** Events of the path are missing: its node still has them. Told once, until `caughtUp`. */
  missing(path: SessionPath): void;
}

/** What a path's events may take while they wait for those before them, or for the client to know of the path. */
const maxHeldBytes = 256 * 1024;
/** What an event takes besides its own bytes. */
const overheadBytes = 200;

class Held {
  events: PathEvent[] = [];
  /** The newest that there was no place for; 0 = none. */
  lostSeq = 0;
  #bytes = 0;

  add(told: PathEvent): void {
    this.#bytes += told.event.encoded.byteLength + overheadBytes;
    if (this.#bytes <= maxHeldBytes) this.events.push(told);
    else this.lostSeq = Math.max(this.lostSeq, told.seq);
  }

  get empty(): boolean {
    return this.events.length === 0;
  }

  /** Takes everything out. */
  take(): PathEvent[] {
    const { events } = this;
    this.events = [];
    this.#bytes = 0;
    return events;
  }
}

interface Followed extends SessionPath {
  /** The client knows of the path, and everything before its next event has been sent. */
  live: boolean;
  /** Its node has been asked for what is missing. */
  asked: boolean;
  held: Held;
}

export class PathSet implements Iterable<SessionPath> {
  readonly #host: PathSetHost;
  #paths: readonly Followed[] = [];
  /** Nodes that an Attach or Adopt is on the way to, and what they send of paths that are not known yet, by path. */
  readonly #expected = new Map<NodeId, { count: number; held: Map<PathId, Held> }>();

  constructor(host: PathSetHost) {
    this.#host = host;
  }

  get all(): readonly SessionPath[] {
    return this.#paths;
  }

  [Symbol.iterator](): Iterator<SessionPath> {
    return this.#paths.values();
  }

  get(id: string): SessionPath | undefined {
    return this.#find(id);
  }

  /** An Attach or Adopt is about to be sent to the node. */
  expectFrom(nodeId: NodeId): void {
    const expected = this.#expected.get(nodeId);
    if (expected) expected.count++;
    else this.#expected.set(nodeId, { count: 1, held: new Map() });
  }

  /** It is over; what the node sent of paths that are still unknown concerns nobody. */
  expectNothingFrom(nodeId: NodeId): void {
    const expected = this.#expected.get(nodeId);
    if (expected && --expected.count <= 0) this.#expected.delete(nodeId);
  }

  expects(nodeId: NodeId): boolean {
    return this.#expected.has(nodeId);
  }

  /** Its events wait until `release`. */
  add(path: SessionPath): void {
    const held = this.#expected.get(path.nodeId)?.held.get(path.id);
    this.#paths = [...this.#paths, { ...path, live: false, asked: false, held: held ?? new Held() }];
  }

  drop(id: string): void {
    this.#paths = this.#paths.filter((path) => path.id !== id);
  }

  /** Another client, or the same on another socket, follows these from now on, each up to its `lastSeq`. */
  replaceAll(paths: readonly SessionPath[]): void {
    const before = this.#paths;
    this.#paths = [];
    for (const path of paths) {
      this.add(path);
      const known = before.find(({ id }) => id === path.id);
      for (const told of known?.held.take() ?? []) this.#find(path.id)?.held.add(told);
    }
  }

  /** Nothing of the node's paths goes on until `release`. */
  pause(nodeId: NodeId): void {
    for (const path of this.#paths) if (path.nodeId === nodeId) path.live = false;
  }

  /** The client knows of the node's paths: what waits goes on, after what it missed before. */
  release(nodeId: NodeId, missed: readonly PathEvent[] = []): void {
    for (const path of this.#paths) {
      if (path.nodeId !== nodeId) continue;
      path.live = true;
      this.#deliver(
        path,
        missed.filter(({ pathId }) => pathId === path.id),
      );
    }
  }

  /** What the node says was missing, or that nothing was. */
  caughtUp(id: string, missed: readonly PathEvent[]): void {
    const path = this.#find(id);
    if (!path) return;
    path.asked = false;
    this.#deliver(path, missed);
  }

  /** An event of the node. */
  receive(from: NodeId, told: PathEvent): void {
    const path = this.#find(told.pathId);
    if (path?.nodeId === from) {
      const next = path.live && told.seq === path.lastSeq + 1 && path.held.empty;
      if (!next) path.held.add(told);
      if (path.live) this.#deliver(path, next ? [told] : []);
      return;
    }
    const held = this.#expected.get(from)?.held;
    if (!held || path) return;
    const ofPath = held.get(told.pathId) ?? new Held();
    held.set(told.pathId, ofPath);
    ofPath.add(told);
  }

  #find(id: string): Followed | undefined {
    for (const path of this.#paths) if (path.id === id) return path;
    return undefined;
  }

  #deliver(path: Followed, missed: readonly PathEvent[]): void {
    const waiting: PathEvent[] = [];
    for (const told of path.held.empty ? missed : [...missed, ...path.held.take()]) {
      if (told.seq <= path.lastSeq) continue;
      if (told.seq !== path.lastSeq + 1) {
        waiting.push(told);
        continue;
      }
      path.lastSeq = told.seq;
      this.#host.deliver(path, told);
      if (this.#find(path.id) !== path) return; // That was its last event.
    }
    for (const told of waiting) path.held.add(told);
    if ((waiting.length > 0 || path.held.lostSeq > path.lastSeq) && !path.asked) {
      path.asked = true;
      this.#host.missing(path);
    }
  }
}
