import type { Logger } from "../../base/logger.ts";

const nothing = (): void => {};

/** As much of a logger as is called; thousands of them would cost more than what they log about. */
export const silentLog = {
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  fatal: nothing,
  child: () => silentLog,
} as unknown as Logger;
