// Whether everybody sees and hears everybody, by what elements show and play.
import { wallClockMs, type Participant } from "../../harness/participant.ts";
import { notReady, ready, waitUntil } from "../../harness/wait-until.ts";

/** What counts as going on: within so long, a good part of what it should bring. */
const windowMs = 1_500;
const enoughFrames = 5;
const enoughBlocks = 30;
/** For telling since when somebody has been missing. */
const lookBackMs = 80_000;

interface Element {
  receiver: string;
  sender: string;
  kind: "camera" | "microphone";
  /** Since when it has shown or played nothing of the sender; 0 when it has not lately. */
  lastMs: number;
  seen: number;
}

/** The elements that do not go on. */
async function missing(receiver: Participant, callers: readonly Participant[]): Promise<Element[]> {
  const { atMs, video, audio } = await receiver.media(wallClockMs() - lookBackMs);
  const sinceMs = atMs - windowMs;
  return callers.flatMap((sender) => {
    if (sender === receiver) return [];
    const own = { receiver: receiver.identity, sender: sender.identity };
    const frames = (video[`${sender.identity}/camera`]?.frames ?? []).filter((one) => one.cameraId === sender.voice);
    const blocks = (audio[`${sender.identity}/microphone`] ?? []).filter(({ tone }) => tone === sender.voice);
    const recent = (all: readonly { arrivalMs: number }[]) =>
      all.filter(({ arrivalMs }) => arrivalMs >= sinceMs).length;
    const elements: Element[] = [];
    const look = (kind: Element["kind"], all: readonly { arrivalMs: number }[], enough: number): void => {
      const seen = recent(all);
      if (seen < enough) elements.push({ ...own, kind, seen, lastMs: all.at(-1)?.arrivalMs ?? 0 });
    };
    look("camera", frames, enoughFrames);
    look("microphone", blocks, enoughBlocks);
    return elements;
  });
}

/** Resolves with how long it took. @throws with who does not see or hear whom, since when, and what its SDK says. */
export async function everybodyIsThere(callers: readonly Participant[], withinMs: number): Promise<number> {
  const startMs = wallClockMs();
  await waitUntil(
    "everybody sees and hears everybody",
    async () => {
      const gone = (await Promise.all(callers.map((receiver) => missing(receiver, callers)))).flat();
      if (gone.length === 0) return ready(undefined);
      return notReady(await described(gone, callers));
    },
    { timeoutMs: withinMs, intervalMs: 250 },
  );
  return wallClockMs() - startMs;
}

async function described(gone: readonly Element[], callers: readonly Participant[]): Promise<string> {
  const nowMs = wallClockMs();
  const lines = gone.map(({ receiver, sender, kind, lastMs, seen }) => {
    const since = lastMs === 0 ? "not for a long time" : `last ${((nowMs - lastMs) / 1000).toFixed(1)} s ago`;
    return `${receiver} ${kind === "camera" ? "sees" : "hears"} too little of ${sender}: ${seen} in ${windowMs} ms, ${since}`;
  });
  const states = callers.map(async (caller) => {
    const events = (await caller.events(undefined, nowMs - 60_000)).map(({ name, atMs, state, cause, error }) =>
      `${((atMs - nowMs) / 1000).toFixed(1)} s ${name} ${state ?? cause ?? error ?? ""}`.trim(),
    );
    const shown = events.filter((event) => !event.includes("mediaStreamTrackChanged")).slice(-8);
    return `${caller.identity}: ${await caller.state()} on ${await caller.nodeId()}; ${shown.join(", ") || "no event in a minute"}`;
  });
  return ["", ...lines, ...(await Promise.all(states))].join("\n");
}
