// The HTTP API, in the parts that the dashboard shows. docs/http-api.md has all of it.

import { problemText } from "../state/problem-text.ts";

export interface OpsNode {
  /** Empty until the node has said who it is. */
  id: string;
  url: string;
  state: "live" | "suspect" | "down" | "connecting";
  liveness: string;
  /** Why it is not live. */
  witness: string;
  /** Its region among them. */
  labels: Record<string, string>;
  serving: "serving" | "cordoned" | "draining";
  servingWhy: string;
  /** 0 to 1. */
  load: number;
  rooms: number;
  standbyRooms: number;
  highestEpoch: number;
  sessions: number;
  capacity: number;
  bitrateInBps: number;
  bitrateOutBps: number;
  workers: { slot: number; pid: number; alive: boolean; cpu: number }[];
}
export interface OpsRoom {
  name: string;
  nodeId: string;
  epoch: number;
  participants: number;
}
export interface OpsFailover {
  /** Unix time. */
  atMs: number;
  cause: string;
  witness: string;
  room: string;
  fromNode: string;
  toNode?: string;
  fromEpoch: number;
  toEpoch?: number;
  participants: number;
  promoted: number;
  tookMs: number;
  outcome: "recovered" | "given_up";
  gaps: { count: number; p50Ms?: number; maxMs?: number };
}
export interface OpsDrain {
  nodeId: string;
  state: string;
  leftMs?: number;
  roomsTotal: number;
  roomsMoved: number;
  roomsLeft: number;
  /** Why it cannot end as things are. */
  blocked: string;
}

/** The server refused; `message` is for people. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, text: string) {
    super(text);
    this.status = status;
    this.code = code;
  }
}

/** @throws Refused, or a TypeError when nobody answers. */
async function ask<T>(token: string, path: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(path, {
    ...init,
    headers: { authorization: `Bearer ${token}`, ...init.headers },
    cache: "no-store",
    signal: AbortSignal.timeout(8_000),
  });
  if (response.ok) return (await response.json()) as T;
  const copy = response.clone();
  const problem = (await copy.json().catch(() => undefined)) as { code?: string } | undefined;
  throw new Refused(response.status, problem?.code ?? "", await problemText(response));
}

const ofNode = (id: string, verb: string): string => `/v1/nodes/${encodeURIComponent(id)}/${verb}`;
const json = (body: object): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

export const listedRooms = 100;

export const opsApi = {
  nodes: async (token: string) => (await ask<{ nodes: OpsNode[] }>(token, "/v1/nodes")).nodes,
  rooms: (token: string) => ask<{ rooms: OpsRoom[]; next?: string }>(token, `/v1/rooms?limit=${listedRooms}`),
  failovers: async (token: string) =>
    (await ask<{ failovers: OpsFailover[] }>(token, "/v1/failovers?limit=100")).failovers,
  drain: (token: string, id: string) => ask<OpsDrain>(token, ofNode(id, "drain")),
  cordon: (token: string, id: string) => ask<unknown>(token, ofNode(id, "cordon"), { method: "POST" }),
  uncordon: (token: string, id: string) => ask<unknown>(token, ofNode(id, "uncordon"), { method: "POST" }),
  startDrain: (token: string, id: string, force: boolean) => ask<OpsDrain>(token, ofNode(id, "drain"), json({ force })),
  cancelDrain: (token: string, id: string) => ask<OpsDrain>(token, ofNode(id, "drain"), { method: "DELETE" }),
};

/** Only a server in dev mode gives one out. */
export async function fetchDevAdminToken(): Promise<string | undefined> {
  try {
    const response = await fetch("/v1/dev/admin-tokens", { method: "POST" });
    return response.ok ? ((await response.json()) as { token: string }).token : undefined;
  } catch {
    return undefined;
  }
}
