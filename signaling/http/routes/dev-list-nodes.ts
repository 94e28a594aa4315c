import { z } from "zod";
import type { HttpApp } from "../app.ts";
import type { DevControl, HttpDeps } from "../deps.ts";
import { requireLocal } from "../local-only.ts";
import { problemsOf } from "../problem.ts";
import { nodeView, roomView } from "../views.ts";

const devNodeView = nodeView.extend({
  pid: z.number().int().describe("0 while its process is not running."),
  heldRooms: z.array(roomView),
});

export function devListNodes(app: HttpApp, { cluster, rooms: control }: HttpDeps, dev: DevControl): void {
  const schema = {
    operationId: "devListNodes",
    summary: "Development: the nodes with their rooms and process ids",
    tags: ["dev"],
    response: { 200: z.object({ nodes: z.array(devNodeView) }), ...problemsOf("forbidden", "not_found") },
  };
  app.get("/v1/dev/nodes", { schema, onRequest: requireLocal }, () => {
    const pids = dev.nodePids();
    const rooms = control.open();
    const nodes = cluster.nodes().map((node) => ({
      ...node,
      pid: pids.get(node.id) ?? 0,
      heldRooms: rooms.filter((room) => room.nodeId === node.id),
    }));
    return { nodes };
  });
}
