// The cluster as the dashboard knows it: asked once a second while the page is seen.

import { computed, signal } from "@preact/signals";
import { mergeFailovers, type Sample, withSample } from "./history.ts";
import {
  fetchDevAdminToken,
  opsApi,
  type OpsDrain,
  type OpsFailover,
  type OpsNode,
  type OpsRoom,
  Refused,
} from "./ops-api.ts";

const pollMs = 1_000;
const storageKey = "holdfast.ops.token";

/** An API key or an admin token; gone when the tab is. */
export const token = signal<string | undefined>(undefined);
export const signIn = signal<{ checking: boolean; problem: string }>({ checking: true, problem: "" });
export const nodes = signal<OpsNode[]>([]);
export const rooms = signal<{ rooms: OpsRoom[]; more: boolean }>({ rooms: [], more: false });
export const failovers = signal<OpsFailover[]>([]);
export const drains = signal<Readonly<Record<string, OpsDrain>>>({});
export const history = signal<Sample[]>([]);
/** When the server last answered, and what is wrong since then. */
export const heard = signal<{ atMs: number; problem: string }>({ atMs: 0, problem: "" });

export const listedNodes = computed(() =>
  nodes.value.toSorted((a, b) => (a.id || a.url).localeCompare(b.id || b.url, "en", { numeric: true })),
);

/** What was kept for this tab, or what a server in dev mode gives out. */
export async function openSession(): Promise<void> {
  const kept = readKept() ?? (await fetchDevAdminToken());
  if (kept !== undefined) await enter(kept);
  signIn.value = { ...signIn.value, checking: false };
}

export async function enter(credentials: string): Promise<void> {
  signIn.value = { checking: true, problem: "" };
  try {
    nodes.value = await opsApi.nodes(credentials);
    keep(credentials);
    token.value = credentials;
    signIn.value = { checking: false, problem: "" };
  } catch (thrown) {
    const problem = thrown instanceof Refused ? thrown.message : "The server does not answer.";
    if (thrown instanceof Refused) keep(undefined);
    signIn.value = { checking: false, problem };
  }
}

export function leave(problem = ""): void {
  keep(undefined);
  token.value = undefined;
  nodes.value = [];
  rooms.value = { rooms: [], more: false };
  failovers.value = [];
  drains.value = {};
  history.value = [];
  signIn.value = { checking: false, problem };
}

/** Polls until it is told to stop. */
export function watchCluster(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  const look = async (): Promise<void> => {
    if (!document.hidden) await refresh();
    if (!stopped) timer = setTimeout(() => void look(), pollMs);
  };
  void look();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

export async function refresh(): Promise<void> {
  const credentials = token.value;
  if (credentials === undefined) return;
  try {
    const [nodesNow, roomsNow, failoversNow] = await Promise.all([
      opsApi.nodes(credentials),
      opsApi.rooms(credentials),
      opsApi.failovers(credentials),
    ]);
    const draining = nodesNow.filter(({ serving, id }) => serving === "draining" && id !== "");
    const progress = await Promise.all(draining.map(({ id }) => opsApi.drain(credentials, id)));
    if (token.value !== credentials) return;
    const atMs = Date.now();
    nodes.value = nodesNow;
    rooms.value = { rooms: roomsNow.rooms, more: roomsNow.next !== undefined };
    failovers.value = mergeFailovers(failovers.value, failoversNow);
    drains.value = Object.fromEntries(progress.map((drain) => [drain.nodeId, drain]));
    history.value = withSample(history.value, nodesNow, atMs);
    heard.value = { atMs, problem: "" };
  } catch (thrown) {
    if (thrown instanceof Refused && thrown.status === 401) leave(thrown.message);
    else {
      const problem = thrown instanceof Refused ? thrown.message : "The server does not answer.";
      heard.value = { ...heard.value, problem };
    }
  }
}

/** Kept for the tab, not longer. Browsers may forbid storage: then it is asked for again at the next visit. */
function keep(credentials: string | undefined): void {
  try {
    if (credentials === undefined) sessionStorage.removeItem(storageKey);
    else sessionStorage.setItem(storageKey, credentials);
  } catch {
    // Nothing depends on it.
  }
}

function readKept(): string | undefined {
  try {
    return sessionStorage.getItem(storageKey) ?? undefined;
  } catch {
    return undefined;
  }
}
