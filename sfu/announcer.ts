// Tells signaling replicas where this node is, so that those which do not know it connect to it.

import { announcePath, proveAnnouncement } from "../base/announcement.ts";
import type { Logger } from "../base/logger.ts";

/** A third of the lease that a replica writes for it. */
const announceMs = 1_000;
const timeoutMs = 1_000;

export interface AnnouncerOptions {
  /** Of replicas, or of what balances between them. */
  signalingUrls: readonly string[];
  nodeId: string;
  bootId: string;
  /** Of the control port. */
  url: string;
  clusterSecret: string;
  log: Logger;
}

/** Each URL on its own, for ever; what goes wrong is logged once. Returns what stops it. */
export function startAnnouncing({
  signalingUrls,
  nodeId,
  bootId,
  url,
  clusterSecret,
  log,
}: AnnouncerOptions): () => void {
  const stopped = new AbortController();
  for (const signalingUrl of signalingUrls) {
    const target = new URL(announcePath, signalingUrl);
    let trouble = "";
    const announce = async (): Promise<void> => {
      const before = trouble;
      const announcement = { nodeId, bootId, url, sentAtMs: Date.now() };
      trouble = await post(target, proveAnnouncement(clusterSecret, announcement), stopped);
      if (stopped.signal.aborted) return;
      if (trouble !== "" && trouble !== before) log.warn({ signalingUrl, why: trouble }, "not announced");
      else if (trouble === "" && before !== "") log.info({ signalingUrl }, "announced again");
      setTimeout(() => void announce(), announceMs).unref();
    };
    void announce();
  }
  return () => stopped.abort();
}

/** Why it was not taken; empty when it was. */
async function post(target: URL, body: object, stopped: AbortController): Promise<string> {
  try {
    const response = await fetch(target, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.any([stopped.signal, AbortSignal.timeout(timeoutMs)]),
      redirect: "error",
    });
    const text = await response.text();
    if (response.ok) return "";
    return (JSON.parse(text) as { detail?: string }).detail ?? `HTTP ${response.status}`;
  } catch (error) {
    const { cause, message } = error as Error;
    return cause instanceof Error ? cause.message : message;
  }
}
