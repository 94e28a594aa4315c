// A node's first call is often one that has just lost its node, and V8 runs code that it has never run several times
// slower. So before a node says that it is ready, it holds a few small calls with itself: the same messages through the
// same codecs, handlers and workers, and to nobody else. Measured on two cores: 38 ms for the first Attach of three
// sessions without, 12 ms with it. A first room of thirty people who talk takes 270 ms of CPU time after twelve calls, and
// 225 ms after thirty.

import type { Clock } from "../base/clock.ts";
import type { Logger } from "../base/logger.ts";
import { encodeCapabilities } from "../proto/capabilities.ts";
import { type NodeReply, nodeFrames, type NodeRequest, replicaFrames } from "../proto/cluster-codec.ts";
import { routerRtpCapabilities } from "../proto/generated/media-profile.ts";
import { KeyedQueue } from "../base/keyed-queue.ts";
import type { ReplicaId, SessionId } from "../proto/ids.ts";
import type { TrackOffer } from "../proto/model.ts";
import { type Kind, kindToWire, parametersToWire } from "../proto/rtp.ts";
import { RpcCaller, RpcResponder } from "../proto/rpc.ts";
import type { SfuConfig } from "./config.ts";
import { type ControlHandlers, controlRequests } from "./control/control-requests.ts";
import { LoadSampler } from "./load-sampler.ts";
import { KnownCapabilities } from "./rooms/receive-capabilities.ts";
import { RoomRegistry, type RoomRegistryOptions } from "./rooms/room-registry.ts";
import { PathIndex } from "./rooms/path-index.ts";
import { Serving } from "./serving.ts";
import type { WorkerPool } from "./workers/worker-pool.ts";

const replicaId = "warm-up" as ReplicaId;
const members = ["a", "b", "c"];
/** Enough for V8 to have compiled what matters; the budget cuts it short on a slow machine. */
const calls = 30;
const budgetMs = 600;

/** Uses the pool's workers, but rooms, sessions and replicas of its own, which end with it. */
export async function warmUp(pool: WorkerPool, config: SfuConfig, clock: Clock, log: Logger): Promise<void> {
  const startedMs = clock.nowMs();
  const index = new PathIndex();
  const quiet = log.child({}, { level: "silent" });
  const sink = { deliver: () => {}, broadcast: () => {} };
  const load: LoadSampler = new LoadSampler(pool, () => rooms.values(), clock);
  const place: RoomRegistryOptions["place"] = (open) => pool.place(() => load.slotLoads(), budgetMs, open);
  const rooms: RoomRegistry = new RoomRegistry({ clock, log: quiet, sink, limits: config, index, place });
  const serving = new Serving({ clock, log: quiet, rooms: () => rooms.count });
  // Remembers none, so that reading them is warm as well.
  const capabilities = new KnownCapabilities(0);
  const sessionQueue = new KeyedQueue<SessionId>();
  const rpc = loopback(
    controlRequests({ nodeId: config.nodeId, limits: config, capabilities, rooms, index, serving, sessionQueue }),
  );
  let held = 0;
  try {
    // As a call begins, and as it comes back: with what its members said ahead.
    while (held < calls && clock.nowMs() - startedMs < budgetMs)
      await holdCall(rpc, `warm-up-${held++}`, held % 2 === 0);
  } catch (error) {
    // A node that cannot hold a call with itself will say so to the first replica that asks; it is not for us to judge.
    log.warn({ err: error }, "warming up failed");
  }
  rooms.closeAll("shutting_down");
  log.debug({ calls: held, tookMs: Math.round(clock.nowMs() - startedMs) }, "warmed up");
}

/** Requests that pass through both codecs, as if they came over a control connection. */
function loopback(handlers: ControlHandlers): RpcCaller<NodeRequest, NodeReply> {
  const responder = new RpcResponder<NodeRequest, NodeReply, { replicaId: ReplicaId }>(handlers, {
    maxPending: 100,
    send: (reply) => {
      const frame = nodeFrames.decode(nodeFrames.encode({ kind: "reply", reply }));
      if (frame.kind === "reply") rpc.accept(frame.reply);
    },
  });
  const rpc = new RpcCaller<NodeRequest, NodeReply>((sent) => {
    const frame = replicaFrames.decode(replicaFrames.encode(sent));
    if (frame.kind === "request") responder.accept(frame.request, { replicaId });
  });
  return rpc;
}

async function holdCall(rpc: RpcCaller<NodeRequest, NodeReply>, room: string, ahead: boolean): Promise<void> {
  const idOf = (member: string): string => `${room}-${member}`;
  const tracksOf = (member: string): TrackOffer[] =>
    (["audio", "video"] as const).map((kind, n) =>
      offer(`${idOf(member)}-${kind}`, kind, 1_000 + members.indexOf(member) * 10 + n * 4),
    );
  const { results } = await rpc.request("attach", {
    room,
    epoch: 1,
    cause: 1,
    sessions: members.map((member) => ({
      sessionId: idOf(member),
      participant: { id: member },
      canPublish: true,
      canSubscribe: true,
      autoSubscribe: true,
      rtpCapabilities: encodeCapabilities(routerRtpCapabilities),
      fingerprints: [{ algorithm: "sha-256", value: Array.from({ length: 32 }, () => "00").join(":") }],
      ...(ahead ? { prepared: { tracks: tracksOf(member) } } : {}),
    })),
  });
  await Promise.all(
    members.map(async (member, index) => {
      const { path, consumers } = results?.[index]?.offer ?? {};
      const pathId = path?.id ?? "";
      const sessionId = idOf(member);
      await rpc.request("session", { sessionId, body: "assert", assert: { pathId, tracks: tracksOf(member) } });
      const resumeConsumers = { pathId, consumerIds: (consumers ?? []).map(({ id }) => id ?? "") };
      await rpc.request("session", { sessionId, body: "resumeConsumers", resumeConsumers });
    }),
  );
  await rpc.request("closeRoom", { room, epoch: 1, reason: "room_closed" });
}

function offer(id: string, kind: Kind, ssrc: number): TrackOffer {
  const codec = routerRtpCapabilities.codecs!.find((candidate) => candidate.kind === kind)!;
  const { mimeType, clockRate, channels, preferredPayloadType: payloadType = 0 } = codec;
  return {
    track: { id, kind: kindToWire(kind), source: 0 },
    rtp: parametersToWire({
      mid: kind,
      codecs: [
        {
          mimeType,
          clockRate,
          payloadType,
          ...(channels ? { channels } : {}),
          parameters: {},
          rtcpFeedback: codec.rtcpFeedback ?? [],
        },
      ],
      encodings: [{ ssrc }],
      rtcp: { cname: id },
    }),
  };
}
