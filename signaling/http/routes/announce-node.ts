import { z } from "zod";
import { announcePath, isProved } from "../../../base/announcement.ts";
import { HoldfastError } from "../../../proto/errors.ts";
import { NodeId } from "../../../proto/ids.ts";
import { clientAddress } from "../../client-address.ts";
import type { HttpApp } from "../app.ts";
import type { HttpDeps } from "../deps.ts";

const announcement = z.strictObject({
  nodeId: z.string().transform((text, context) => {
    const id = NodeId.parse(text);
    if (id === undefined) context.addIssue({ code: "custom", message: `must be ${NodeId.expects}` });
    return id ?? z.NEVER;
  }),
  bootId: z.string().min(1).max(64),
  url: z
    .string()
    .max(512)
    .refine((url) => ["ws:", "wss:"].includes(URL.parse(url)?.protocol ?? ""), "must be a ws:// or wss:// URL"),
  sentAtMs: z.number(),
  proof: z.string().max(128),
});

/** Nodes only, every second: a part of the cluster's own talk, and not of the API that OpenAPI describes. */
export function announceNode(app: HttpApp, { config, nodeAnnounced, nowMs, limits }: HttpDeps): void {
  const options = { schema: { hide: true, body: announcement }, config: { audit: false as const } };
  app.post(announcePath, options, async ({ body, raw }, reply) => {
    if (!isProved(config.clusterSecret, body, nowMs())) {
      limits.takeOfAddress(clientAddress(raw, config.trustedProxyHops));
      throw new HoldfastError("cluster_auth_failed");
    }
    await nodeAnnounced(body);
    return reply.code(204).send();
  });
}
