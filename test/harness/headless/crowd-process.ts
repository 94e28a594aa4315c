// Some of a crowd's participants, in a process of their own. Run by crowd.ts.
import { HeadlessParticipant } from "./headless-participant.ts";
import type { CrowdReplies, CrowdReply, CrowdRequest, Join, Recovery } from "./crowd-messages.ts";

/** Joining is not what is measured: not all at once. */
const joinsAtOnce = 4;

const participants = new Map<string, HeadlessParticipant>();
const recoveries = new Map<string, Recovery[]>();

async function join({ identity, ...options }: Join): Promise<void> {
  const participant = await HeadlessParticipant.join(options);
  const told: Recovery[] = [];
  participant.room.on("recovered", ({ cause, gapMs }) =>
    told.push({ atMs: performance.timeOrigin + performance.now(), cause, gapMs }),
  );
  participant.room.on("disconnected", (error) => {
    if (error) console.error(`${identity} is out of the room: ${error.code}`);
  });
  participants.set(identity, participant);
  recoveries.set(identity, told);
}

function ofEach<Value>(of: (participant: HeadlessParticipant, identity: string) => Value): Record<string, Value> {
  return Object.fromEntries([...participants].map(([identity, participant]) => [identity, of(participant, identity)]));
}

const answers: {
  [Name in CrowdRequest["do"]]: (
    request: Extract<CrowdRequest, { do: Name }>,
  ) => CrowdReplies[Name] | Promise<CrowdReplies[Name]>;
} = {
  join: async ({ joins }) => {
    const left = [...joins];
    const joinNext = async (): Promise<void> => {
      for (let next = left.shift(); next; next = left.shift()) await join(next);
    };
    await Promise.all(Array.from({ length: joinsAtOnce }, joinNext));
    return null;
  },
  packetsHeard: () => ofEach((participant) => participant.packetsHeard),
  hearing: () => ofEach((participant) => [...participant.hearing()]),
  firstHeard: ({ sinceMs }) => ofEach((participant) => participant.firstHeard(sinceMs)),
  paths: () => ofEach(({ room: { nodeId, standby } }) => ({ nodeId, standsBy: standby?.state === "connected" })),
  recoveries: ({ sinceMs }) => ofEach((_, identity) => recoveries.get(identity)!.filter(({ atMs }) => atMs >= sinceMs)),
  leave: async () => {
    await Promise.all([...participants.values()].map((participant) => participant.leave()));
    return null;
  },
};

async function answer(request: CrowdRequest): Promise<CrowdReply> {
  try {
    return { ok: await answers[request.do](request as never) };
  } catch (thrown) {
    return { error: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) };
  }
}

// One request at a time.
process.on("message", (request: CrowdRequest) => void answer(request).then((reply) => process.send!(reply)));
process.on("disconnect", () => process.exit(0));
