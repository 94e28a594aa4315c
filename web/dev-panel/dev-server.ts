import { signal } from "@preact/signals";
import { problemText } from "../state/problem-text.ts";
import { listedNodes, type DevNode } from "./dev-nodes.ts";

/** Whether the server runs in dev mode: gives tokens out, and lets its nodes be killed. */
export const devServer = signal<"unknown" | "present" | "absent">("unknown");
export const devNodes = signal<DevNode[]>([]);

export async function refreshDevNodes(): Promise<void> {
  try {
    const response = await fetch("/v1/dev/nodes");
    devServer.value = response.ok ? "present" : "absent";
    if (response.ok) devNodes.value = listedNodes(((await response.json()) as { nodes: DevNode[] }).nodes);
  } catch {
    // Not reachable now: what was known still holds.
    if (devServer.value === "unknown") devServer.value = "absent";
  }
}

/** A signal to the real process. @throws Error with words for people. */
export async function killDevNode(nodeId: string, target: "node" | "worker"): Promise<void> {
  const response = await fetch(`/v1/dev/nodes/${encodeURIComponent(nodeId)}/kill`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ target }),
  });
  if (!response.ok) throw new Error(await problemText(response));
}
