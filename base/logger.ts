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

/** Says with each line what it is about, as a child logger does; made in no time, for what says a few lines in its life. */
export class LogAbout {
  readonly #log: Logger;
  readonly #about: object;

  constructor(log: Logger, about: object) {
    this.#log = log;
    this.#about = about;
  }

  error(fields: object, text: string): void {
    this.#say("error", fields, text);
  }

  warn(fields: object, text: string): void {
    this.#say("warn", fields, text);
  }

  info(fields: object, text: string): void {
    this.#say("info", fields, text);
  }

  #say(level: "error" | "warn" | "info", fields: object, text: string): void {
    this.#log[level]({ ...this.#about, ...fields }, text);
  }
}
