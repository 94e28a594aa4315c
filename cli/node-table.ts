import type { NodeView } from "../signaling/http/views.ts";
import { describeLabels } from "../proto/labels.ts";
import { formatTable } from "./table.ts";

const head = ["NODE", "STATE", "SERVING", "LOAD", "ROOMS", "SESSIONS", "CAPACITY", "WORKERS", "CPU", "IN", "OUT"];

export function formatNodes(nodes: readonly NodeView[], { urls = false } = {}): string {
  const titles = urls ? [...head, "LABELS", "URL"] : head;
  return formatTable(
    titles,
    nodes.map((node) => (urls ? [...row(node), describeLabels(node.labels) || "-", node.url] : row(node))),
  );
}

function row(node: NodeView): (string | number)[] {
  const live = node.workers.filter((worker) => worker.alive);
  const busiest = Math.max(0, ...live.map((worker) => worker.cpu));
  return [
    node.id || "-",
    node.state,
    node.serving,
    percent(node.load),
    node.rooms,
    node.sessions,
    node.capacity,
    `${live.length}/${node.workers.length}`,
    percent(busiest),
    bitrate(node.bitrateInBps),
    bitrate(node.bitrateOutBps),
  ];
}

const percent = (share: number): string => `${Math.round(share * 100)}%`;
export const bitrate = (bps: number): string => `${(bps / 1e6).toFixed(1)} Mbit/s`;
