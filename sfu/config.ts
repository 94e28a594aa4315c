import { isIP } from "node:net";
import { availableParallelism } from "node:os";
import { z } from "zod";
import { commonFields, wholeNumber } from "../base/config-fields.ts";
import { newNodeId, NodeId } from "../proto/ids.ts";
import { type Labels, labelsProblem, labelValue, regionLabel } from "../proto/labels.ts";
import { maxTracksPerParticipant } from "../proto/limits.ts";
import { maxDrainTimeoutMs } from "./serving.ts";

/** A node tells others its ports, so they are given, not found. */
const nodePort = wholeNumber(1, 65_535);
const host = z.string().min(1, "must be an address");
const anyAddress = new Set(["0.0.0.0", "::"]);

/** `10.0.0.5,fd00::5`, or in YAML a list. */
const addressList = z
  .union([z.string(), z.array(z.string())], 'must look like "10.0.0.5" or "10.0.0.5,fd00::5"')
  .transform((value) => (typeof value === "string" ? value.split(",") : value).map((one) => one.trim()))
  .refine((all) => all.length > 0 && all.length <= 8 && all.every((one) => one !== ""), {
    message: "must be one to eight addresses",
  })
  .refine((all) => new Set(all).size === all.length, { message: "has an address twice" })
  .transform((all) => all as readonly string[]);

/** `http://10.0.0.1:7400,http://10.0.0.2:7400`, or in YAML a list. */
const signalingUrls = z
  .union([z.string(), z.array(z.string())], 'must look like "http://10.0.0.1:7400,http://10.0.0.2:7400"')
  .transform((value) => (typeof value === "string" ? value.split(",") : value).map((url) => url.trim()))
  .refine((urls) => urls.every((url) => ["http:", "https:"].includes(URL.parse(url)?.protocol ?? "")), {
    message: "must be http:// or https:// URLs",
  })
  .transform((urls) => urls as readonly string[]);

/** `gpu=1,tier=gold`, or in YAML a map from name to value. */
const labels = z
  .union(
    [z.string(), z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))],
    'must look like "gpu=1,tier=gold"',
  )
  .transform((value, context) => {
    const refuse = (message: string): typeof z.NEVER => {
      context.addIssue({ code: "custom", message });
      return z.NEVER;
    };
    const pairs = typeof value === "string" ? value.split(",").map((pair) => pair.split("=")) : Object.entries(value);
    const named = new Map<string, string>();
    for (const [name = "", text, ...rest] of pairs) {
      if (text === undefined || rest.length > 0) return refuse('must look like "gpu=1,tier=gold"');
      if (named.has(name.trim())) return refuse(`has a label "${name.trim()}" twice`);
      named.set(name.trim(), String(text).trim());
    }
    if (named.has(regionLabel)) return refuse("has a label region: set HOLDFAST_REGION for that");
    const problem = labelsProblem(Object.fromEntries(named));
    return problem === undefined ? (Object.fromEntries(named) as Labels) : refuse(problem);
  });

/** Keys of the media node: HOLDFAST_* variables, or the same in camelCase in the file that HOLDFAST_CONFIG names. */
export const sfuConfigSchema = z
  .object({
    nodeId: z
      .string()
      .refine((id) => NodeId.parse(id) !== undefined, `must be ${NodeId.expects}`)
      .default(newNodeId)
      .transform((id) => id as NodeId),
    /** Where the node stands: its label "region". */
    region: z.string().regex(labelValue.pattern, `must be ${labelValue.expects}`).optional(),
    /** What rooms may ask of their node. */
    labels: labels.default({}),
    /** Where signaling replicas connect. Never open it to the world: it carries control, not media. */
    controlHost: host.default("127.0.0.1"),
    controlPort: nodePort.default(7411),
    /** The same as a URL for replicas, where they reach it under another name (NAT, containers, a proxy with TLS). */
    controlAnnouncedUrl: z
      .string("must be a ws:// or wss:// URL")
      .refine((url) => ["ws:", "wss:"].includes(URL.parse(url)?.protocol ?? ""), "must be a ws:// or wss:// URL")
      .optional(),
    /** Replicas, or what balances between them, that the node tells where it is. */
    signalingUrls: signalingUrls.default([]),
    /** Addresses that media is received on. */
    rtcHost: addressList.default(["127.0.0.1"]),
    /** What clients are told instead, of each family that it has addresses of: addresses, host names, `interfaces`. */
    rtcAnnouncedAddress: addressList.default([]),
    /** Worker slot i takes media on rtcPort + i, UDP and TCP. */
    rtcPort: nodePort.default(7500),
    workers: wholeNumber(1, 128).default(() => availableParallelism()),
    /** Sessions that the node takes. */
    capacity: wholeNumber(1, 100_000).default(500),
    /** How long SIGTERM waits for the node's rooms to move to other nodes; 0 = not at all. */
    drainTimeoutMs: wholeNumber(0, maxDrainTimeoutMs).default(30 * 60_000),
    /** How long sessions go on when the replica that speaks for them is gone. */
    replicaGraceMs: wholeNumber(1_000, 10 * 60_000).default(120_000),
    maxRooms: wholeNumber(1, 10_000).default(1_000),
    maxParticipantsPerRoom: wholeNumber(1, 10_000).default(200),
    maxTracksPerParticipant: wholeNumber(1, maxTracksPerParticipant).default(maxTracksPerParticipant),
    ...commonFields,
  })
  .refine((c) => !c.rtcHost.some((one) => anyAddress.has(one)) || c.rtcAnnouncedAddress.length > 0, {
    path: ["rtcAnnouncedAddress"],
    message: "is needed when HOLDFAST_RTC_HOST is 0.0.0.0 or ::, because clients cannot connect to that",
  })
  .refine(
    (c) => c.signalingUrls.length === 0 || c.controlAnnouncedUrl !== undefined || !anyAddress.has(c.controlHost),
    {
      path: ["controlAnnouncedUrl"],
      message: "is needed when HOLDFAST_CONTROL_HOST is 0.0.0.0 or ::, because replicas cannot connect to that",
    },
  )
  .refine((c) => c.rtcHost.every((one) => isIP(one) > 0), {
    path: ["rtcHost"],
    message: "must be addresses: a host name goes into HOLDFAST_RTC_ANNOUNCED_ADDRESS",
  })
  .refine((c) => c.rtcPort + c.workers - 1 <= 65_535, {
    path: ["rtcPort"],
    message: "leaves no ports for all workers",
  });

export type SfuConfig = Readonly<z.infer<typeof sfuConfigSchema>>;

/** All labels that the node goes by. */
export const labelsOf = ({ labels: own, region }: Pick<SfuConfig, "labels" | "region">): Labels =>
  region === undefined ? own : { ...own, [regionLabel]: region };
