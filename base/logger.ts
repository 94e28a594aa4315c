import { pino, type Logger } from "pino";

export type { Logger };

export interface LoggerOptions {
  name: string;
  level?: string;
  /** Coloured lines for people instead of JSON for machines. */
  pretty?: boolean;
}

// A last net below the rule that such things are not logged in the first place.
const secretPaths = [
  "token",
  "secret",
  "password",
  "authorization",
  "*.token",
  "*.secret",
  "*.password",
  "*.authorization",
];

export function createLogger({ name, level = "info", pretty = false }: LoggerOptions): Logger {
  return pino({
    name,
    level,
    redact: { paths: secretPaths, censor: "[redacted]" },
    base: { pid: process.pid },
    ...(pretty
      ? {
          transport: {
            target: "pino-pretty",
            options: { colorize: true, singleLine: true, translateTime: "HH:MM:ss.l", ignore: "pid,hostname,name" },
          },
        }
      : {}),
  });
}
