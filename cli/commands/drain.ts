import { SingleBar } from "cli-progress";
import type { Command } from "commander";
import { type DrainView, drainView } from "../../signaling/http/views.ts";
import { formatDuration, parseDuration } from "../duration.ts";
import { CommandError } from "../failure.ts";
import { type ApiFlags, ApiUnreachable, apiCommand, callApi, writeJson } from "../http-api.ts";

const example = `
Exit codes:
  0  the node is empty (or the drain was begun with --no-wait, or cancelled with --cancel)
  1  it could not be begun, or nobody tells how it gets on
  2  the deadline came first: the node is cordoned, with the rooms that are left
  3  somebody else cancelled it
  4  the node's process ended with rooms left

Examples:
  holdfast drain node-3 --timeout 10m
  holdfast drain node-3 --cancel`;

const lookAgainMs = 500;
/** The replica that is asked may be restarted meanwhile; behind a load balancer another one answers. */
const unreachableLimitMs = 15_000;

const exitCodes: Record<DrainView["state"], number> = {
  drained: 0,
  none: 1,
  draining: 1,
  deadline: 2,
  cancelled: 3,
  node_gone: 4,
};

interface DrainFlags extends ApiFlags {
  timeout?: number;
  force?: true;
  cancel?: true;
  wait: boolean;
}

export function drainCommand(): Command {
  return apiCommand("drain")
    .description("move all rooms off a node without a gap, and wait until it is empty")
    .argument("<node>", "id of the node")
    .option("--timeout <duration>", "such as 10m; after that it stays cordoned with what is left (30m)", parseDuration)
    .option("--force", "also when no other node takes rooms")
    .option("--no-wait", "begin, and do not wait")
    .option("--cancel", "end a drain: the node takes rooms again")
    .addHelpText("after", example)
    .action(run);
}

async function run(id: string, flags: DrainFlags): Promise<void> {
  const path = `/v1/nodes/${encodeURIComponent(id)}/drain`;
  if (flags.cancel) {
    const view = await callApi(flags, { method: "DELETE", path, schema: drainView });
    return tell(flags, view, `${view.nodeId} is ${view.serving}; ${view.roomsMoved} rooms had moved.`);
  }
  const { timeout: timeoutMs, force } = flags;
  const body = { ...(timeoutMs === undefined ? {} : { timeoutMs }), ...(force ? { force } : {}) };
  const begun = await callApi(flags, { method: "POST", path, body, schema: drainView });
  if (!flags.wait) return tell(flags, begun, `${begun.nodeId} drains: ${begun.roomsLeft} rooms to move.`);
  const view = await follow(flags, path, begun);
  process.exitCode = view.state === "node_gone" && view.roomsLeft === 0 ? 0 : exitCodes[view.state];
  tell(flags, view, outcome(view));
}

/** Shows the progress on the terminal's error output until the drain is over. */
async function follow(flags: ApiFlags, path: string, begun: DrainView): Promise<DrainView> {
  const bar = new SingleBar({
    format: "{bar} {value}/{total} rooms moved  {left}{blocked}",
    hideCursor: true,
    noTTYOutput: true,
    notTTYSchedule: 5_000,
  });
  const payload = ({ leftMs, blocked }: DrainView): object => ({
    left: leftMs === undefined ? "" : `${formatDuration(leftMs)} left`,
    blocked: blocked ? `  ${blocked}` : "",
  });
  bar.start(begun.roomsTotal, begun.roomsMoved, payload(begun));
  try {
    let view = begun;
    let heardMs = performance.now();
    while (view.state === "draining") {
      await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
      try {
        view = await callApi(flags, { path, schema: drainView });
        heardMs = performance.now();
      } catch (error) {
        if (!(error instanceof ApiUnreachable) || performance.now() - heardMs > unreachableLimitMs) throw error;
      }
      bar.setTotal(view.roomsTotal);
      bar.update(view.roomsMoved, payload(view));
    }
    return view;
  } finally {
    bar.stop();
  }
}

function outcome({ nodeId, state, roomsMoved, roomsLeft, rooms }: DrainView): string {
  const left = `${roomsLeft} rooms are left`;
  switch (state) {
    case "drained":
      return `${nodeId} is empty and cordoned; ${roomsMoved} rooms moved.`;
    case "deadline":
      return `The deadline came first: ${left} on ${nodeId}, which stays cordoned.${reasons(rooms)}`;
    case "cancelled":
      return `The drain of ${nodeId} was cancelled; ${left} there.`;
    case "node_gone":
      return roomsLeft === 0
        ? `${nodeId} is empty, and its process has ended.`
        : `The process of ${nodeId} ended; ${left}.`;
    case "none":
    case "draining":
      throw new CommandError(`nobody knows of a drain of ${nodeId}.`);
  }
}

function reasons(rooms: DrainView["rooms"]): string {
  const codes = new Set(rooms.flatMap(({ error }) => error ?? []));
  return codes.size === 0 ? "" : ` Why: ${[...codes].join(", ")} (docs/errors.md).`;
}

function tell(flags: ApiFlags, view: DrainView, sentence: string): void {
  if (flags.json) writeJson(view);
  else process.stdout.write(`${sentence}\n`);
}
