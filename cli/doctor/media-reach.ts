// Joins rooms of its own, hidden, until it has been offered a path to every live node, and asks each of the addresses that
// it was offered for an answer: what stands between people and the media ports, stands between this machine and them, too.

import { once } from "node:events";
import { WebSocket } from "ws";
import { z } from "zod";
import { encodeCapabilities } from "../../proto/capabilities.ts";
import { clientFrames, clientSubprotocol, type Reply, type Request, serverFrames } from "../../proto/codec.ts";
import { mediaProfileId, routerRtpCapabilities } from "../../proto/generated/media-profile.ts";
import { randomId } from "../../proto/ids.ts";
import type { PathOffer } from "../../proto/model.ts";
import { RpcCaller } from "../../proto/rpc.ts";
import { nodeView } from "../../signaling/http/views.ts";
import { mintToken } from "../../signaling/tokens.ts";
import { readApiKey } from "../api-key.ts";
import { type ApiFlags, callApi } from "../http-api.ts";
import { type Check, fail, type Finding, ok, skip } from "./check.ts";
import { probeCandidate } from "./probe-candidate.ts";

const joinTimeoutMs = 5_000;
/** A new room goes to the node that carries least, so that rooms side by side come to different nodes. */
const roomsPerNode = 2;
const noCertificate = [{ algorithm: "sha-256", value: Array.from({ length: 32 }, () => "AB").join(":") }];

export const mediaReach = (flags: ApiFlags): Check => ({
  name: "media",
  run: async (): Promise<Finding | Finding[]> => {
    const live = await liveNodes(flags).catch((error: Error) => error.message);
    if (typeof live === "string") return skip(live);
    const visits: Visit[] = [];
    const offers = new Map<string, PathOffer>();
    try {
      while (offers.size < live.length && visits.length < live.length * roomsPerNode) {
        const visit = await Visit.join(flags);
        visits.push(visit);
        offers.set(visit.offer.path?.nodeId ?? "", visit.offer);
      }
      const judged = await Promise.all([...offers].map(([nodeId, offer]) => judgeNode(nodeId, offer)));
      const unseen = live.filter((id) => !offers.has(id));
      return [...judged, ...unseen.map((id) => skip(`${id} took no room to try it with`))];
    } finally {
      await Promise.all(visits.map((visit) => visit.leave()));
    }
  },
});

async function liveNodes(flags: ApiFlags): Promise<string[]> {
  const { nodes } = await callApi(flags, { path: "/v1/nodes", schema: z.object({ nodes: z.array(nodeView) }) });
  return nodes.filter(({ state, serving }) => state === "live" && serving === "serving").map(({ id }) => id);
}

async function judgeNode(nodeId: string, { path }: PathOffer): Promise<Finding> {
  const { ice, candidates = [] } = path?.recv ?? {};
  const asked = await Promise.all(
    (candidates ?? []).map(async (candidate) => {
      const { protocol = "", address = "", port } = candidate;
      const place = `${protocol?.toUpperCase()} ${address?.includes(":") ? `[${address}]` : address}:${port}`;
      return { place, problem: await probeCandidate(candidate, ice ?? {}) };
    }),
  );
  const silent = asked.filter(({ problem }) => problem !== undefined);
  if (silent.length === 0) return ok(`${nodeId} answers at ${asked.map(({ place }) => place).join(", ")}`);
  const found = `${nodeId} does not answer at ${silent.map(({ place, problem }) => `${place} (${problem})`).join(", ")}`;
  const todo =
    "Open the node's media ports, UDP and TCP, in every firewall on the way, or correct HOLDFAST_RTC_ANNOUNCED_ADDRESS.";
  return silent.length === asked.length
    ? fail(found, todo)
    : { ...fail(found, `${todo} Clients still reach it at the others.`), status: "warn" };
}

/** One hidden participant that receives nothing. */
class Visit {
  readonly offer: PathOffer;
  readonly #ws: WebSocket;
  readonly #rpc: RpcCaller<Request, Reply>;

  private constructor(ws: WebSocket, rpc: RpcCaller<Request, Reply>, offer: PathOffer) {
    this.#ws = ws;
    this.#rpc = rpc;
    this.offer = offer;
  }

  static async join(flags: ApiFlags): Promise<Visit> {
    const { key, secret } = readApiKey(flags.key);
    const grants = { room: randomId(12, "doctor-"), identity: "doctor", hidden: true };
    const token = await mintToken({ key, secret, ttlSeconds: 60, nowMs: Date.now(), grants });
    const ws = new WebSocket(new URL("/v1/signal", flags.url.replace(/^http/, "ws")), clientSubprotocol);
    const rpc = new RpcCaller<Request, Reply>((frame) => ws.send(clientFrames.encode(frame)));
    ws.on("message", (bytes: Buffer) => {
      const frame = serverFrames.decode(bytes);
      if (frame.kind === "reply") rpc.accept(frame.reply);
    });
    ws.on("close", () => rpc.close());
    ws.on("error", () => {});
    await once(ws, "open", { signal: AbortSignal.timeout(joinTimeoutMs) });
    const capabilities = { mediaProfile: mediaProfileId, rtpCapabilities: encodeCapabilities(routerRtpCapabilities) };
    const join = { token, client: "holdfast doctor", ...capabilities, fingerprints: noCertificate };
    const { offer } = await rpc.request("join", join, { timeoutMs: joinTimeoutMs });
    return new Visit(ws, rpc, offer ?? {});
  }

  async leave(): Promise<void> {
    await this.#rpc.request("leave", {}, { timeoutMs: 1_000 }).catch(() => {});
    this.#ws.close();
  }
}
