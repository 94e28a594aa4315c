// Watches every RTCPeerConnection and WebSocket that the page makes, whatever library makes it: statistics for tests,
// and a time line that shows where a join or a failover spends its time.
import type { SendingLook } from "../left-out.ts";
import { wallClockMs } from "./wall-clock.ts";

export interface TimedEvent {
  atMs: number;
  what: string;
  detail?: string | undefined;
}

export const timeline: TimedEvent[] = [];
export const peerConnections = new Set<WatchedPeerConnection>();

export function note(what: string, detail?: string): void {
  timeline.push({ atMs: wallClockMs(), what, detail });
  if (timeline.length > 5000) timeline.splice(0, 1000);
}

let made = 0;

class WatchedPeerConnection extends RTCPeerConnection {
  readonly label = `pc${++made}`;

  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    peerConnections.add(this);
    note(`${this.label} new`);
    this.addEventListener("iceconnectionstatechange", () => note(`${this.label} ice`, this.iceConnectionState));
    this.addEventListener("connectionstatechange", () => note(`${this.label} connection`, this.connectionState));
    this.addEventListener("track", ({ track }) => {
      note(`${this.label} track`, track.kind);
      track.addEventListener("unmute", () => note(`${this.label} unmute`, track.kind));
    });
  }

  override async setLocalDescription(description?: RTCLocalSessionDescriptionInit): Promise<void> {
    note(`${this.label} setLocalDescription`, description?.type ?? "");
    await super.setLocalDescription(description);
    note(`${this.label} setLocalDescription done`);
  }

  override async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    note(`${this.label} setRemoteDescription`, description.type);
    await super.setRemoteDescription(description);
    note(`${this.label} setRemoteDescription done`);
  }

  override close(): void {
    note(`${this.label} close`);
    peerConnections.delete(this);
    super.close();
  }
}

class WatchedWebSocket extends WebSocket {
  constructor(url: string | URL, protocols?: string | string[]) {
    super(url, protocols);
    note("ws new");
    this.addEventListener("open", () => note("ws open"));
    this.addEventListener("close", ({ code }) => note("ws close", String(code)));
    this.addEventListener("message", ({ data }) => note("ws in", String(sizeOf(data))));
  }

  override send(data: string | BufferSource | Blob): void {
    note("ws out", String(sizeOf(data)));
    super.send(data);
  }
}

function sizeOf(data: unknown): number {
  if (typeof data === "string") return data.length;
  if (data instanceof Blob) return data.size;
  return (data as ArrayBuffer).byteLength;
}

export function watchConnections(): void {
  globalThis.RTCPeerConnection = WatchedPeerConnection;
  globalThis.WebSocket = WatchedWebSocket;
}

/** Statistics of one kind from all open peer connections. */
export async function rtcStats(type: RTCStatsType): Promise<Record<string, unknown>[]> {
  const reports = await Promise.all([...peerConnections].map((connection) => connection.getStats()));
  return reports.flatMap((report) => [...report.values()].filter((stats) => stats.type === type));
}

const lookEveryMs = 500;
let sendingLooks: SendingLook[] = [];
let looking: ReturnType<typeof setInterval> | undefined;

/** Looks at what each connection does with the pictures of its camera from now on, until `lookedAtSending`. */
export function lookAtSending(): void {
  clearInterval(looking);
  sendingLooks = [];
  looking = setInterval(() => {
    for (const connection of peerConnections) void lookAt(connection).catch(() => {});
  }, lookEveryMs);
}

export function lookedAtSending(): SendingLook[] {
  clearInterval(looking);
  return sendingLooks;
}

async function lookAt(connection: WatchedPeerConnection): Promise<void> {
  const look: SendingLook = { connection: connection.label, atMs: wallClockMs(), given: 0, sent: 0 };
  for (const stats of (await connection.getStats()).values()) {
    if (stats.kind !== "video") continue;
    if (stats.type === "media-source") look.given += Number(stats.frames ?? 0);
    if (stats.type === "outbound-rtp") look.sent += Number(stats.framesSent ?? 0);
  }
  if (look.given > 0) sendingLooks.push(look);
}

/** How many of the open peer connections have described themselves, gathered their candidates, and wait for an answer. */
export function lackingAnswer(): number {
  return [...peerConnections].filter(
    ({ signalingState, iceGatheringState }) =>
      signalingState === "have-local-offer" && iceGatheringState === "complete",
  ).length;
}
