import type { Clock } from "../../base/clock.ts";
import type { Logger } from "../../base/logger.ts";
import { GuardedStore } from "./guarded-store.ts";
import { MemoryStore } from "./memory-store.ts";
import { RedisStore } from "./redis-store.ts";
import type { RedisTarget } from "./redis-url.ts";
import type { Store } from "./store.ts";

/** Redis when there is one to go to, else this process's memory. */
export async function openStore(
  target: RedisTarget | undefined,
  { clock, log }: { clock: Clock; log: Logger },
): Promise<Store> {
  return target ? GuardedStore.create(new RedisStore(target, log), log) : new MemoryStore(clock);
}
