// Requests that go through a replica to a node and come out at another client, against messages through a bare echo.
import type { WebSocket } from "ws";
import { muteAnswerWithinMs } from "../../../client/call/controls.ts";
import { against, row, type BenchContext, type BenchRow, type Verdict } from "../benchmark.ts";
import { atLeast } from "../benchmark.ts";
import { EchoLab } from "./echo-lab.ts";
import type { MeasuredServer } from "./measured-server.ts";
import { type Attendee, SignalingLab } from "./signaling-lab.ts";

export const forwardingName = "forwarded requests";
/** Two in each room. With fewer, each would send more than a client may. */
const people = 800;
const sliceMs = 3_000;
const figure = 0.5;

interface Measured {
  name: string;
  server: MeasuredServer;
  /** Returns how many there were. */
  run(ended: () => boolean): Promise<number>;
}

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
    await lab.fill(people);
    await echo.fill(people);
    await pairs.fill(people, true);
    const mutes = (how: Partial<Muting>) => (ended: () => boolean) =>
      muteUntil(lab.attendees, { ...everybody, ...how }, ended);
    const measured: Measured[] = [
      { name: "Holdfast: mutes heard by another", server: lab.replica, run: mutes({}) },
      { name: "the same, only one of two mutes", server: lab.replica, run: mutes({ each: 2 }) },
      { name: "the same, each answered at once", server: lab.replica, run: mutes({ answerWithinMs: 0 }) },
      {
        name: "bare ws: echoes that another hears as well",
        server: pairs.server,
        run: (ended) => hearUntil(pairs, ended),
      },
      { name: "bare ws: echoes", server: echo.server, run: (ended) => echoUntil(echo, ended) },
    ];
    const slices = measured.map((): Slice[] => []);
    for (let round = 0; round <= rounds; round++) {
      progress(`${forwardingName}, round ${round} of ${rounds}${round === 0 ? " (dropped)" : ""}`);
      for (const [index, { server, run }] of measured.entries()) {
        const one = await slice(server, run);
        if (round > 0) slices[index]!.push(one);
      }
    }
    const rows = (["perCpuSecond", "perSecond"] as const).flatMap((per) => {
      const unit = per === "perCpuSecond" ? "per CPU second" : "per second";
      const all = measured.map(({ name }, index) =>
        row(
          name,
          unit,
          slices[index]!.map((one) => one[per]),
        ),
      );
      const bare = all.pop()!;
      return [...all.map((one) => against(one, bare)), bare];
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

interface Muting {
  /** Who mutes: each, or each second one of the attendees. */
  each: number;
  answerWithinMs: number;
}
const everybody: Muting = { each: 1, answerWithinMs: muteAnswerWithinMs };

/**
 * Who mutes does so again and again, each time once the other one in the room has heard it, and where answers do not
 * wait, once it was answered as well. Returns how many were heard; all of them are answered by then.
 */
async function muteUntil(
  attendees: readonly Attendee[],
  { each, answerWithinMs }: Muting,
  ended: () => boolean,
): Promise<number> {
  let heard = 0;
  await Promise.all(
    attendees.map(async (sender, index) => {
      if (index % each !== 0) return;
      const hearer = attendees[index ^ 1]!;
      const answers: Promise<unknown>[] = [];
      for (let muted = true; !ended(); muted = !muted) {
        const hears = new Promise<void>((resolve) => {
          hearer.session.onEvent = ({ body }) => body === "trackMuted" && resolve();
        });
        const wanted = { trackId: sender.trackId, muted };
        const answer = sender.session.request("setMuted", wanted, { answerWithinMs });
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

/** One of two sends, and both are told: what it costs to tell two clients, without a node behind the server. */
async function hearUntil({ sockets }: EchoLab, ended: () => boolean): Promise<number> {
  let heard = 0;
  const comes = (socket: WebSocket): Promise<unknown> => new Promise((resolve) => socket.once("message", resolve));
  await Promise.all(
    Array.from({ length: people / 2 }, async (_, index) => {
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
    sockets.map(async (socket) => {
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
