import { useEffect } from "preact/hooks";
import { spokenAgo } from "../state/spoken-time.ts";
import { Announcer } from "../ui/announcer.tsx";
import { BrandMark } from "../ui/brand.tsx";
import { Icon } from "../ui/icon.tsx";
import { heard, leave, listedNodes, openSession, rooms, signIn, token, watchCluster } from "./cluster.ts";
import { ClusterCharts } from "./cluster-charts.tsx";
import { FailoverLog } from "./failover-log.tsx";
import { NodeCard } from "./node-card.tsx";
import { RoomTable } from "./room-table.tsx";
import { SignIn } from "./sign-in.tsx";

export function OpsPage() {
  useEffect(() => void openSession(), []);
  if (token.value === undefined) return signIn.value.checking ? null : <SignIn />;
  return (
    <>
      <Dashboard />
      <Announcer />
    </>
  );
}

function Dashboard() {
  useEffect(watchCluster, []);
  const nodes = listedNodes.value;
  const serving = nodes.filter(({ state, serving: how }) => state === "live" && how === "serving").length;
  const sessions = nodes.reduce((sum, node) => sum + node.sessions, 0);
  return (
    <div class="ops">
      <header class="ops-head">
        <BrandMark />
        <h1>Cluster</h1>
        <dl class="ops-sums">
          <Sum name="nodes serving" value={`${serving} of ${nodes.length}`} warn={serving < nodes.length} />
          <Sum name="rooms" value={`${rooms.value.rooms.length}${rooms.value.more ? "+" : ""}`} />
          <Sum name="sessions" value={String(sessions)} />
        </dl>
        <button type="button" class="button button-small" onClick={() => leave()}>
          Sign out
        </button>
      </header>
      {heard.value.problem !== "" && (
        <p class="notice notice-warning" role="alert">
          <Icon name="warning" size={20} />
          <span>
            {heard.value.problem}{" "}
            {heard.value.atMs > 0 && `What is shown is from ${spokenAgo(Date.now() - heard.value.atMs)}.`}
          </span>
        </p>
      )}
      <main class="ops-main">
        <section aria-labelledby="nodes-title" class="ops-nodes">
          <h2 id="nodes-title">Media nodes</h2>
          <ul class="ops-node-list">
            {nodes.map((node) => (
              <li key={node.url}>
                <NodeCard node={node} />
              </li>
            ))}
          </ul>
        </section>
        <ClusterCharts />
        <FailoverLog />
        <RoomTable />
      </main>
    </div>
  );
}

function Sum({ name, value, warn = false }: { name: string; value: string; warn?: boolean }) {
  return (
    <div class={warn ? "ops-sum ops-sum-warn" : "ops-sum"}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
