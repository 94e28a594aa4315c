import { history, listedNodes } from "./cluster.ts";
import { chartLines, roundTop, type Sample, spokenBitrate } from "./history.ts";

/** Lines that can still be told apart. */
const maxLines = 8;

export function ClusterCharts() {
  const named = listedNodes.value.filter(({ id }) => id !== "");
  const shown = named
    .toSorted((a, b) => b.load - a.load)
    .slice(0, maxLines)
    .map(({ id }) => id)
    .toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }));
  const highest = Math.max(0, ...history.value.flatMap(({ outBps }) => shown.map((id) => outBps[id] ?? 0)));
  return (
    <section class="ops-charts" aria-labelledby="charts-title">
      <h2 id="charts-title">
        Last five minutes
        {named.length > maxLines && (
          <span class="ops-quiet">
            {" "}
            the {maxLines} busiest of {named.length} nodes
          </span>
        )}
      </h2>
      <Chart
        title="Load"
        ids={shown}
        top={1}
        spoken={(value) => `${Math.round(value * 100)} %`}
        valueOf={({ load }, id) => load[id]}
      />
      <Chart
        title="Bitrate out"
        ids={shown}
        top={roundTop(highest)}
        spoken={spokenBitrate}
        valueOf={({ outBps }, id) => outBps[id]}
      />
      <ul class="ops-legend">
        {shown.map((id, index) => (
          <li key={id}>
            <span class={`ops-swatch ops-line-${index}`} /> {id}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface ChartProps {
  title: string;
  ids: readonly string[];
  top: number;
  spoken: (value: number) => string;
  valueOf: (sample: Sample, id: string) => number | undefined;
}

function Chart({ title, ids, top, spoken, valueOf }: ChartProps) {
  const samples = history.value;
  const last = samples.at(-1);
  const nowMs = last?.atMs ?? Date.now();
  const summary = ids.map((id) => `${id} ${spoken((last && valueOf(last, id)) ?? 0)}`).join(", ");
  return (
    <figure class="ops-chart">
      <figcaption>
        {title} <span>{spoken(top)}</span>
      </figcaption>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label={`${title} now: ${summary}`}>
        {[25, 50, 75].map((y) => (
          <line key={y} class="ops-grid" x1="0" x2="100" y1={y} y2={y} />
        ))}
        {ids.flatMap((id, index) =>
          chartLines(samples, (sample) => valueOf(sample, id), { nowMs, top }).map((points, part) => (
            <polyline key={`${id} ${part}`} class={`ops-line-${index}`} points={points} />
          )),
        )}
      </svg>
    </figure>
  );
}
