/** Where the SDK writes. `info` is one line per meaningful lifecycle transition; no SDP, token or address above debug. */
export interface SdkLogger {
  debug(message: string, fields?: Record<string, unknown>): void;
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
}

const nothing = (): void => {};

/** Warnings and errors go to the console, the rest nowhere. */
export const consoleLogger: SdkLogger = {
  debug: nothing,
  info: nothing,
  warn: (message, fields) => console.warn(`[holdfast] ${message}`, fields ?? ""),
  error: (message, fields) => console.error(`[holdfast] ${message}`, fields ?? ""),
};
