// Requests that go through a replica to a node and come out at another client, against messages through a bare echo.
import type { WebSocket } from "ws";
import { muteAnswerWithinMs } from "../../../client/controls.ts";
import { against, row, type BenchContext, type BenchRow, type Verdict } from "../benchmark.ts";
import { atLeast } from "../benchmark.ts";
import { EchoLab } from "./echo-lab.ts";
import type { MeasuredServer } from "./measured-server.ts";
import { type Attendee, SignalingLab } from "./signaling-lab.ts";

export const forwardingName = "forwarded requests";
const senders = 400;
const sliceMs = 3_000;
const figure = 0.5;

interface Slice {
  perSecond: number;
  /** What one process can do: it has one thread for this. */
  perCpuSecond: number;
}

export async function measureForwarding({
  rounds,
  progress,
  note,
}: BenchContext): Promise<{ rows: BenchRow[]; verdicts: Verdict[] }> {
  const lab = await SignalingLab.start();
  const echo = await EchoLab.start();
  const pairs = await EchoLab.start();
  try {
    await lab.fill(2 * senders);
    await echo.fill(2 * senders);
    await pairs.fill(2 * senders, true);
    const forwarded: Slice[] = [];
    const echoed: Slice[] = [];
    const answeredAtOnce: Slice[] = [];
    const heard: Slice[] = [];
    for (let round = 0; round <= rounds; round++) {
      progress(`${forwardingName}, round ${round} of ${rounds}${round === 0 ? " (dropped)" : ""}`);
      const mutes = await slice(lab.replica, (ended) => muteUntil(lab.attendees, muteAnswerWithinMs, ended));
      const answered = await slice(lab.replica, (ended) => muteUntil(lab.attendees, 0, ended));
      const echoes = await slice(echo.server, (ended) => echoUntil(echo, ended));
      const heardByTwo = await slice(pairs.server, (ended) => hearUntil(pairs, ended));
      if (round === 0) continue;
      forwarded.push(mutes);
      answeredAtOnce.push(answered);
      echoed.push(echoes);
      heard.push(heardByTwo);
    }
    const rows = (["perCpuSecond", "perSecond"] as const).flatMap((per) => {
      const unit = per === "perCpuSecond" ? "per CPU second" : "per second";
      const values = (slices: readonly Slice[]): number[] => slices.map((one) => one[per]);
      const bare = row("bare ws: echoes", unit, values(echoed));
      return [
        against(row("Holdfast: mutes heard by another", unit, values(forwarded)), bare),
        against(row("the same, each answered at once", unit, values(answeredAtOnce)), bare),
        against(row("bare ws: echoes that another hears as well", unit, values(heard)), bare),
        bare,
      ];
    });
    note(
      "per CPU second of the server's process; the clients and the node share the other core and are slower than it",
    );
    return {
      rows,
      verdicts: [atLeast("mutes heard by another to bare ws echoes, per CPU second", rows[0]!.ratio!, figure)],
    };
  } finally {
    await Promise.all([lab.close(), echo.close(), pairs.close()]);
  }
}

async function slice(server: MeasuredServer, run: (ended: () => boolean) => Promise<number>): Promise<Slice> {
  const cpuBefore = server.cpuSeconds();
  const startMs = performance.now();
  const count = await run(() => performance.now() - startMs >= sliceMs);
  const tookMs = performance.now() - startMs;
  return { perSecond: (count / tookMs) * 1_000, perCpuSecond: count / (server.cpuSeconds() - cpuBefore) };
}

/**
 * Everybody on an even place mutes again and again, each time once it was heard, and where answers do not wait, once it
 * was answered as well. Returns how many were heard; all of them are answered by then.
 */
async function muteUntil(
  attendees: readonly Attendee[],
  answerWithinMs: number,
  ended: () => boolean,
): Promise<number> {
  let heard = 0;
  const pairs = Array.from({ length: senders }, (_, index) => attendees.slice(2 * index, 2 * index + 2));
  await Promise.all(
    pairs.map(async ([sender, hearer]) => {
      const answers: Promise<unknown>[] = [];
      for (let muted = true; !ended(); muted = !muted) {
        const hears = new Promise<void>((resolve) => {
          hearer!.session.onEvent = ({ body }) => body === "trackMuted" && resolve();
        });
        const wanted = { trackId: sender!.trackId, muted };
        const answer = sender!.session.request("setMuted", wanted, { answerWithinMs });
        if (answerWithinMs > 0) answers.push(answer);
        else await answer;
        await hears;
        heard++;
      }
      await Promise.all(answers);
    }),
  );
  return heard;
}

/** As long as a mute is on the wire. */
const message = Buffer.alloc(24, 1);

/** As in muteUntil, without a node behind the server: what it costs to tell two clients. */
async function hearUntil({ sockets }: EchoLab, ended: () => boolean): Promise<number> {
  let heard = 0;
  const comes = (socket: WebSocket): Promise<unknown> => new Promise((resolve) => socket.once("message", resolve));
  await Promise.all(
    Array.from({ length: senders }, async (_, index) => {
      const [sender, hearer] = sockets.slice(2 * index, 2 * index + 2);
      while (!ended()) {
        const both = Promise.all([comes(sender!), comes(hearer!)]);
        sender!.send(message);
        await both;
        heard++;
      }
    }),
  );
  return heard;
}

async function echoUntil({ sockets }: EchoLab, ended: () => boolean): Promise<number> {
  let count = 0;
  await Promise.all(
    sockets.slice(0, senders).map(async (socket) => {
      while (!ended()) {
        const back = new Promise((resolve) => socket.once("message", resolve));
        socket.send(message);
        await back;
        count++;
      }
    }),
  );
  return count;
}
