import type { wire } from "../../../proto/model.ts";

export async function ping({ sentAtMs }: wire.Ping.$Shape): Promise<wire.PingReply.$Shape> {
  return { sentAtMs: sentAtMs ?? 0, serverAtMs: Date.now() };
}
