// From the browser's RTCStatsReport (https://www.w3.org/TR/webrtc-stats/) to the SDK's compact statistics. Pure.

import type { PathStatistics, TrackStatistics } from "./statistics.ts";

export type ReportEntry = Record<string, unknown> & { type?: string };
export type Report = Iterable<[string, ReportEntry]> & { get(id: string): ReportEntry | undefined };

export const number = (value: unknown): number => (typeof value === "number" ? value : 0);
const optionalNumber = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);
const optional = <Name extends string>(name: Name, value: unknown): { [K in Name]?: number } =>
  (typeof value === "number" ? { [name]: value } : {}) as { [K in Name]?: number };

export function reportEntries(report: Report, type: string): ReportEntry[] {
  return [...report].flatMap(([, entry]) => (entry.type === type ? [entry] : []));
}

function codecOf(entry: ReportEntry, report: Report): { codec?: string } {
  const codec = report.get(String(entry["codecId"]))?.["mimeType"];
  return typeof codec === "string" ? { codec } : {};
}

/** Of a simulcast track the layers are added up; size and rate are those of the largest. */
export function sentTrack(
  trackId: string,
  participantId: string,
  kind: "audio" | "video",
  layers: readonly ReportEntry[],
  report: Report,
): TrackStatistics | undefined {
  const largest = [...layers].sort((a, b) => number(b["frameWidth"]) - number(a["frameWidth"]))[0];
  if (!largest) return undefined;
  const sum = (name: string): number => layers.reduce((total, layer) => total + number(layer[name]), 0);
  const remotes = layers.flatMap((layer): ReportEntry[] => {
    const remote = report.get(String(layer["remoteId"]));
    return remote ? [remote] : [];
  });
  const worst = (name: string): number => Math.max(0, ...remotes.map((remote) => number(remote[name])));
  return {
    trackId,
    participantId,
    kind,
    direction: "send",
    bytes: sum("bytesSent"),
    packets: sum("packetsSent"),
    packetsLost: Math.max(
      0,
      remotes.reduce((total, remote) => total + number(remote["packetsLost"]), 0),
    ),
    lossFraction: worst("fractionLost"),
    jitterMs: worst("jitter") * 1_000,
    bitrateBps: 0,
    ...(kind === "video" ? { frames: number(largest["framesEncoded"]) } : {}),
    ...optional("framesPerSecond", largest["framesPerSecond"]),
    ...optional("width", largest["frameWidth"]),
    ...optional("height", largest["frameHeight"]),
    ...codecOf(largest, report),
  };
}

export function receivedTrack(
  trackId: string,
  participantId: string,
  kind: "audio" | "video",
  entry: ReportEntry,
  report: Report,
): TrackStatistics {
  const packets = number(entry["packetsReceived"]);
  const packetsLost = Math.max(0, number(entry["packetsLost"]));
  return {
    trackId,
    participantId,
    kind,
    direction: "receive",
    bytes: number(entry["bytesReceived"]),
    packets,
    packetsLost,
    lossFraction: packets + packetsLost === 0 ? 0 : packetsLost / (packets + packetsLost),
    jitterMs: number(entry["jitter"]) * 1_000,
    bitrateBps: 0,
    ...(kind === "video" ? { frames: number(entry["framesDecoded"]) } : {}),
    ...optional("framesPerSecond", entry["framesPerSecond"]),
    ...optional("width", entry["frameWidth"]),
    ...optional("height", entry["frameHeight"]),
    ...codecOf(entry, report),
  };
}

export function bitrateBps(
  before: { bytes: number; atMs: number } | undefined,
  now: { bytes: number; atMs: number },
): number {
  if (!before || now.atMs <= before.atMs) return 0;
  return Math.max(0, Math.round(((now.bytes - before.bytes) * 8_000) / (now.atMs - before.atMs)));
}

function activePair(report: Report): ReportEntry | undefined {
  const selected = reportEntries(report, "transport").map((transport) =>
    report.get(String(transport["selectedCandidatePairId"])),
  );
  return (
    selected.find((pair) => pair !== undefined) ??
    reportEntries(report, "candidate-pair").find((pair) => pair["nominated"] === true)
  );
}

/** What the browser believes that the network takes from it, in bit/s; undefined before it knows. */
export function availableOutgoingBps(sent: Report): number | undefined {
  return optionalNumber(activePair(sent)?.["availableOutgoingBitrate"]);
}

export function connectionOf(sent: Report, received: Report): Omit<PathStatistics, "pathId" | "nodeId" | "epoch"> {
  const [out, back] = [activePair(sent), activePair(received)];
  const rttSeconds = optionalNumber(out?.["currentRoundTripTime"]) ?? optionalNumber(back?.["currentRoundTripTime"]);
  const local = out
    ? sent.get(String(out["localCandidateId"]))
    : back && received.get(String(back["localCandidateId"]));
  const protocol = local?.["protocol"];
  return {
    rttMs: rttSeconds === undefined ? undefined : rttSeconds * 1_000,
    availableOutgoingBps: availableOutgoingBps(sent),
    availableIncomingBps: optionalNumber(back?.["availableIncomingBitrate"]),
    protocol: typeof protocol === "string" ? protocol : undefined,
  };
}
