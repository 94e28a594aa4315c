import { gapGrade, gapShare } from "../call/failovers.ts";
import { spokenAgo, spokenGap } from "../state/spoken-time.ts";
import { causeLabel, isPlanned } from "./cause-labels.ts";
import { failovers, heard } from "./cluster.ts";
import type { OpsFailover } from "./ops-api.ts";

const stripMs = 30 * 60_000;
const listed = 30;

const gradeOf = ({ outcome, gaps }: OpsFailover): string =>
  outcome === "given_up" ? "break" : gapGrade(gaps.maxMs ?? 0);

export function FailoverLog() {
  const nowMs = Math.max(heard.value.atMs, failovers.value[0]?.atMs ?? 0);
  const recent = failovers.value.filter(({ atMs }) => nowMs - atMs <= stripMs);
  return (
    <section class="ops-failovers" aria-labelledby="failovers-title">
      <h2 id="failovers-title">
        Failovers and moves <span class="ops-quiet">{failovers.value.length}</span>
      </h2>
      <div class="ops-strip" aria-hidden="true">
        {recent.map((failover) => (
          <span
            key={`${failover.atMs} ${failover.room}`}
            class={`ops-bar ops-grade-${gradeOf(failover)}`}
            style={{
              left: `${100 * (1 - (nowMs - failover.atMs) / stripMs)}%`,
              height: `${Math.round(100 * gapShare(failover.gaps.maxMs ?? 0))}%`,
            }}
          />
        ))}
      </div>
      <div class="ops-strip-ends" aria-hidden="true">
        <span>30 min ago</span>
        <span>now</span>
      </div>
      {failovers.value.length === 0 && <p class="ops-quiet">None yet.</p>}
      <ol class="ops-failover-list">
        {failovers.value.slice(0, listed).map((failover) => (
          <Entry key={`${failover.atMs} ${failover.room} ${failover.cause}`} failover={failover} nowMs={nowMs} />
        ))}
      </ol>
    </section>
  );
}

function Entry({ failover, nowMs }: { failover: OpsFailover; nowMs: number }) {
  const { room, cause, witness, fromNode, toNode, fromEpoch, toEpoch, participants, promoted, tookMs, gaps } = failover;
  return (
    <li>
      <strong class={`ops-gap ops-text-${gradeOf(failover)}`} title="Longest media gap that a client measured">
        {failover.outcome === "given_up" ? "given up" : gaps.maxMs === undefined ? "—" : spokenGap(gaps.maxMs)}
      </strong>
      <div class="ops-entry">
        <p>
          <span class="ops-entry-room">{room}</span>{" "}
          <span class={isPlanned(cause) ? "tag tag-accent" : "tag ops-tag-fault"}>{causeLabel(cause)}</span>
        </p>
        <p class="ops-quiet" title={witness}>
          {fromNode} → {toNode ?? "nowhere"} · epoch {fromEpoch} → {toEpoch ?? "—"} · {participants}{" "}
          {participants === 1 ? "person" : "people"}
          {promoted > 0 && `, ${promoted} over standby`} · {spokenGap(tookMs)} to the last path
          {gaps.count > 1 && gaps.p50Ms !== undefined && ` · median gap ${spokenGap(gaps.p50Ms)}`}
        </p>
      </div>
      <time class="ops-quiet" dateTime={new Date(failover.atMs).toISOString()}>
        {spokenAgo(nowMs - failover.atMs)}
      </time>
    </li>
  );
}
