import type { Logger } from "../../base/logger.ts";
import type { Trace } from "./trace.ts";

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

/** What a process logs, among the lines of the trace, if those are kept. */
export function simLog(trace: Trace, who: string): Logger {
  if (!trace.kept) return silentLog;
  const writer = (bound: object): Logger => {
    const write =
      (level: string) =>
      (fields: object | string, text = ""): void =>
        trace.note(
          `    ${who} ${level}: ${typeof fields === "string" ? fields : `${text} ${describe({ ...bound, ...fields })}`}`,
        );
    const log = {
      trace: nothing,
      debug: write("debug"),
      info: write("info"),
      warn: write("warn"),
      error: write("error"),
      fatal: write("fatal"),
      child: (more: object) => writer({ ...bound, ...more }),
    };
    return log as unknown as Logger;
  };
  return writer({});
}

const describe = (fields: object): string =>
  Object.entries(fields)
    .map(([name, value]) => `${name}=${value instanceof Error ? value.message : String(value)}`)
    .join(" ");
