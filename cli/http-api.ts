// The operator's commands speak to a running cluster over its HTTP API.

import { Command, Option } from "commander";
import type { z } from "zod";
import { apiKeyOption, readApiKey } from "./api-key.ts";
import { CommandError } from "./failure.ts";

export interface ApiFlags {
  url: string;
  key?: string;
  json?: true;
}

const requestTimeoutMs = 10_000;

/** A command with the flags that every call needs. */
export const apiCommand = (name: string): Command =>
  new Command(name)
    .addOption(
      new Option("--url <url>", "of any signaling replica").env("HOLDFAST_URL").default("http://localhost:7400"),
    )
    .addOption(apiKeyOption())
    .option("--json", "print JSON instead of a table");

/** @throws CommandError with the server's own words when it refuses. */
export async function getFromApi<Schema extends z.ZodType>(
  flags: ApiFlags,
  path: string,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const { key, secret } = readApiKey(flags.key);
  const target = URL.parse(path, flags.url);
  if (target === null) throw new CommandError(`--url: "${flags.url}" is not a URL.`);
  let response: Response;
  try {
    const headers = { authorization: `Bearer ${key}:${secret}` };
    response = await fetch(target, { headers, signal: AbortSignal.timeout(requestTimeoutMs) });
  } catch (cause) {
    throw new CommandError(`no answer from ${target.origin}: is signaling running there?`, { cause });
  }
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok)
    throw new CommandError(`${target.origin} refused: ${detailOf(body) ?? `HTTP status ${response.status}`}`);
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new CommandError(`${target.origin} answers in words of another version.`);
  return parsed.data;
}

const detailOf = (body: unknown): string | undefined =>
  typeof body === "object" && body !== null && "detail" in body ? String(body.detail) : undefined;
