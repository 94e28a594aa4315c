import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { gapGrade, gapShare, type Failover } from "../call/failovers.ts";
import { causeWords } from "../state/cause-words.ts";
import { spokenAgo, spokenGap } from "../state/spoken-time.ts";

const listed = 6;

/** The call from its beginning to now, with a bar for each failover: the higher, the longer the gap. */
export function FailoverTimeline({ failovers, startedAtMs }: { failovers: Failover[]; startedAtMs: number }) {
  const now = useSignal(Date.now());
  useEffect(() => {
    const timer = setInterval(() => (now.value = Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const nowMs = Math.max(now.value, failovers.at(-1)?.atMs ?? 0);
  const lengthMs = Math.max(1, nowMs - startedAtMs);
  return (
    <section class="timeline" aria-labelledby="timeline-title">
      <h3 id="timeline-title">
        This call's failovers <span class="timeline-count">{failovers.length}</span>
      </h3>
      <div class="timeline-chart" aria-hidden="true">
        {failovers.map((failover) => (
          <span
            key={failover.atMs}
            class={`timeline-bar timeline-${gapGrade(failover.gapMs)}`}
            style={{
              left: `${(100 * (failover.atMs - startedAtMs)) / lengthMs}%`,
              height: `${Math.round(100 * gapShare(failover.gapMs))}%`,
            }}
            title={spokenGap(failover.gapMs)}
          />
        ))}
      </div>
      <div class="timeline-ends" aria-hidden="true">
        <span>joined</span>
        <span>now</span>
      </div>
      {failovers.length === 0 && <p class="timeline-none">None yet.</p>}
      <ol class="timeline-list" reversed>
        {failovers
          .slice(-listed)
          .reverse()
          .map(({ atMs, gapMs, cause, fromNode, toNode }) => (
            <li key={atMs}>
              <strong class={`timeline-gap timeline-${gapGrade(gapMs)}`}>{spokenGap(gapMs)}</strong>
              <span title={causeWords(cause)}>
                {fromNode || "—"} → {toNode || "—"}
              </span>
              <span class="timeline-ago">{spokenAgo(nowMs - atMs)}</span>
            </li>
          ))}
      </ol>
    </section>
  );
}
