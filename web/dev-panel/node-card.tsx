import { Icon } from "../ui/icon.tsx";
import { loadShare, type DevNode } from "./dev-nodes.ts";

interface Props {
  node: DevNode;
  carriesCall: boolean;
  roomOfCall: string;
  onKill: (target: "node" | "worker") => void;
}

export function NodeCard({ node, carriesCall, roomOfCall, onKill }: Props) {
  const running = node.pid !== 0 && node.state !== "down";
  const percent = Math.round(loadShare(node) * 100);
  return (
    <article class={carriesCall ? "node-card node-card-carrying" : "node-card"} aria-label={`Node ${node.id}`}>
      <header class="node-card-head">
        <span class={`node-state node-state-${node.state}`} />
        <h3>{node.id}</h3>
        <span class="node-card-state">{node.state}</span>
        {carriesCall && <span class="tag tag-accent">carries this call</span>}
      </header>
      <div class="load" role="meter" aria-label="Load" aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent}>
        <span style={{ width: `${percent}%` }} />
      </div>
      <p class="node-card-facts">
        <span>{percent} % load</span>
        <span>
          {node.sessions} {node.sessions === 1 ? "session" : "sessions"}
        </span>
        {node.workers.map(({ slot, pid, alive, cpu }) => (
          <span key={slot} class={alive ? "" : "node-card-dead"} title={`Worker ${slot}, process ${pid}`}>
            w{slot} {alive ? `${Math.round(cpu * 100)} %` : "dead"}
          </span>
        ))}
      </p>
      {node.heldRooms.length > 0 && (
        <ul class="node-card-rooms" aria-label="Rooms">
          {node.heldRooms.map(({ name, epoch, participants }) => (
            <li key={name} class={name === roomOfCall ? "node-card-room-here" : ""}>
              <span class="node-card-room">{name}</span>
              <span title="Epoch: raised each time the room is placed">epoch {epoch}</span>
              <span title={`${participants} in the room`}>
                <Icon name="people" size={14} /> {participants}
              </span>
            </li>
          ))}
        </ul>
      )}
      <div class="node-card-buttons">
        <button
          type="button"
          class="button button-small button-danger"
          disabled={!running}
          onClick={() => onKill("node")}
        >
          <Icon name="power" size={16} /> Kill this node
        </button>
        <button
          type="button"
          class="button button-small button-danger-quiet"
          disabled={!running}
          title="Kills one media process inside the node"
          onClick={() => onKill("worker")}
        >
          Kill worker
        </button>
      </div>
    </article>
  );
}
