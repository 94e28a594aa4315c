import { useSignal } from "@preact/signals";
import { announce } from "../ui/announcer.tsx";
import { drains, refresh, token } from "./cluster.ts";
import { DrainProgress } from "./drain-progress.tsx";
import { spokenBitrate } from "./history.ts";
import { opsApi, type OpsNode, Refused } from "./ops-api.ts";

const servingWords = { serving: "takes rooms", cordoned: "cordoned", draining: "draining" };

export function NodeCard({ node }: { node: OpsNode }) {
  const problem = useSignal<{ text: string; code: string }>({ text: "", code: "" });
  const busy = useSignal(false);
  const { id, url, state, liveness, serving, servingWhy, witness, load, workers } = node;
  const percent = Math.round(Math.min(1, load) * 100);
  const known = id !== "";

  const act = async (said: string, ask: (credentials: string) => Promise<unknown>) => {
    if (token.value === undefined || busy.value) return;
    busy.value = true;
    problem.value = { text: "", code: "" };
    try {
      await ask(token.value);
      announce(`${id}: ${said}`);
    } catch (thrown) {
      problem.value =
        thrown instanceof Refused
          ? { text: thrown.message, code: thrown.code }
          : { text: "The server does not answer.", code: "" };
    }
    await refresh();
    busy.value = false;
  };
  const button = (text: string, said: string, ask: (credentials: string) => Promise<unknown>, quiet = true) => (
    <button
      type="button"
      class={quiet ? "button button-small" : "button button-small button-danger-quiet"}
      disabled={busy.value || state === "down"}
      aria-label={`${text} ${id}`}
      onClick={() => void act(said, ask)}
    >
      {text}
    </button>
  );

  return (
    <article class={`ops-node ops-node-${state}`} aria-label={`Node ${id || url}`}>
      <header>
        <span class={`ops-dot ops-dot-${state}`} />
        <h3>{id || url}</h3>
        <span class={`tag ops-serving-${serving}`} title={servingWhy}>
          {state === "live" ? servingWords[serving] : state}
        </span>
      </header>
      {state !== "live" && <p class="ops-witness">{liveness === "absent" ? "It does not answer." : witness}</p>}
      <div class="ops-load">
        <div
          class={percent >= 80 ? "meter meter-high" : "meter"}
          role="meter"
          aria-label="Load"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={percent}
        >
          <span style={{ width: `${percent}%` }} />
        </div>
        <span>{percent} %</span>
      </div>
      <dl class="ops-facts">
        <Fact name="sessions" value={`${node.sessions} of ${node.capacity}`} />
        <Fact name="rooms" value={`${node.rooms}${node.standbyRooms > 0 ? ` + ${node.standbyRooms} standby` : ""}`} />
        <Fact name="out" value={spokenBitrate(node.bitrateOutBps)} />
        <Fact name="in" value={spokenBitrate(node.bitrateInBps)} />
        {Object.entries(node.labels).map(([name, value]) => (
          <Fact key={name} name={name} value={value} />
        ))}
        <Fact name="highest epoch" value={String(node.highestEpoch)} />
      </dl>
      <ul class="ops-workers" aria-label="Media workers">
        {workers.map(({ slot, pid, alive, cpu }) => (
          <li key={slot} class={alive ? "" : "ops-worker-dead"} title={`Worker ${slot}, process ${pid}`}>
            w{slot} {alive ? `${Math.round(cpu * 100)} %` : "dead"}
          </li>
        ))}
      </ul>
      {drains.value[id] && <DrainProgress drain={drains.value[id]} />}
      {problem.value.text !== "" && (
        <div class="notice notice-danger" role="alert">
          <div>
            {problem.value.text}
            {problem.value.code === "no_other_node" &&
              button("Drain anyway", "draining", (credentials) => opsApi.startDrain(credentials, id, true), false)}
          </div>
        </div>
      )}
      {known && (
        <div class="ops-buttons">
          {serving === "draining" &&
            button("Cancel drain", "drain cancelled", (credentials) => opsApi.cancelDrain(credentials, id))}
          {serving === "serving" && button("Cordon", "cordoned", (credentials) => opsApi.cordon(credentials, id))}
          {serving === "cordoned" &&
            button("Uncordon", "takes rooms", (credentials) => opsApi.uncordon(credentials, id))}
          {serving !== "draining" &&
            button("Drain", "draining", (credentials) => opsApi.startDrain(credentials, id, false), false)}
        </div>
      )}
    </article>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
