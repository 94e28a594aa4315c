import { useEffect } from "preact/hooks";
import type { Call } from "../call/call.ts";
import { Icon } from "../ui/icon.tsx";
import { devNodes, killDevNode, refreshDevNodes } from "./dev-server.ts";
import { FailoverTimeline } from "./failover-timeline.tsx";
import { NodeCard } from "./node-card.tsx";

const pollMs = 1_000;

/** For trying things out: the cluster's nodes, a way to kill them, and what that did to this call. */
export function DevPanel({ call, onClose }: { call: Call; onClose: () => void }) {
  useEffect(() => {
    void refreshDevNodes();
    const timer = setInterval(() => void refreshDevNodes(), pollMs);
    return () => clearInterval(timer);
  }, []);
  const kill = async (nodeId: string, target: "node" | "worker") => {
    try {
      await killDevNode(nodeId, target);
    } catch (thrown) {
      call.say(thrown instanceof Error ? thrown.message : String(thrown));
    }
    await refreshDevNodes();
  };
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key === "Escape") onClose();
  };
  return (
    <aside id="dev-panel" class="dev-panel" aria-labelledby="dev-panel-title" onKeyDown={closeOnEscape}>
      <header class="dev-panel-head">
        <h2 id="dev-panel-title">Media nodes</h2>
        <span class="tag">dev</span>
        <button type="button" class="button-plain" aria-label="Close the panel" onClick={onClose}>
          <Icon name="close" size={20} />
        </button>
      </header>
      <p class="dev-panel-lead">Kill the node that carries this call, and see what happens to it.</p>
      <ul class="dev-panel-nodes">
        {devNodes.value.map((node) => (
          <li key={node.id}>
            <NodeCard
              node={node}
              carriesCall={node.id === call.nodeId.value}
              roomOfCall={call.room.name}
              onKill={(target) => void kill(node.id, target)}
            />
          </li>
        ))}
      </ul>
      <FailoverTimeline failovers={call.failovers.value} startedAtMs={call.startedAtMs} />
    </aside>
  );
}
