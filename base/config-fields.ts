// Kinds of configuration values that several processes have. Messages never hold a secret.

import { z } from "zod";

/** HMAC-SHA256 keys shorter than its output weaken it (RFC 7518, section 3.2). */
export const minSecretBytes = 32;

/** A whole number, from YAML or as digits from the environment. */
export const wholeNumber = (min: number, max: number) =>
  z.preprocess(
    (value) => (typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value),
    z
      .number(`must be a whole number from ${min} to ${max}`)
      .int(`must be a whole number from ${min} to ${max}`)
      .min(min, `must be at least ${min}`)
      .max(max, `must be at most ${max}`),
  );

/** 0 = any free one. */
export const port = wholeNumber(0, 65_535);

export const flag = z.preprocess(
  (value) => (value === "true" ? true : value === "false" ? false : value),
  z.boolean("must be true or false"),
);

export const secret = z
  .string(`must be a text of at least ${minSecretBytes} bytes; make one with: openssl rand -hex 32`)
  .refine((text) => Buffer.byteLength(text, "utf8") >= minSecretBytes, {
    message: `must be at least ${minSecretBytes} bytes long; make one with: openssl rand -hex 32`,
  });

/** The same in every process of a cluster. */
export const commonFields = {
  clusterSecret: secret.describe("Known to all signaling and SFU processes of the cluster, at least 32 bytes."),
  logLevel: z
    .enum(["trace", "debug", "info", "warn", "error", "silent"], "must be trace, debug, info, warn, error or silent")
    .default("info")
    .describe("Least level that is logged."),
  logPretty: flag.default(false).describe("Coloured lines for people instead of JSON."),
};
