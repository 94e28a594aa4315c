// The operator's commands speak to a running cluster over its HTTP API.

import { Command, Option } from "commander";
import { z } from "zod";
import { apiKeyOption, readApiKey } from "./api-key.ts";
import { CommandError } from "./failure.ts";

export interface ApiFlags {
  url: string;
  key?: string;
  json?: true;
}

const requestTimeoutMs = 10_000;
/** What matters of a problem (RFC 9457). */
const problem = z.object({ detail: z.string(), code: z.string() }).partial();

/** A command with the flags that every call needs. */
export const apiCommand = (name: string): Command =>
  new Command(name)
    .addOption(
      new Option("--url <url>", "of any signaling replica").env("HOLDFAST_URL").default("http://localhost:7400"),
    )
    .addOption(apiKeyOption())
    .option("--json", "print JSON instead of a table");

/** The server refused, and said why. */
export class ApiRefusal extends CommandError {
  readonly status: number;
  /** Of docs/errors.md; empty when the answer was none of Holdfast's. */
  readonly code: string;

  constructor(message: string, status: number, code: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Nobody answered. */
export class ApiUnreachable extends CommandError {}

export interface ApiCall<Schema extends z.ZodType> {
  method?: "GET" | "POST" | "DELETE";
  path: string;
  body?: object;
  schema: Schema;
}

/** @throws ApiRefusal with the server's own words, ApiUnreachable, CommandError */
export async function callApi<Schema extends z.ZodType>(
  flags: ApiFlags,
  { method = "GET", path, body, schema }: ApiCall<Schema>,
): Promise<z.infer<Schema>> {
  const { key, secret } = readApiKey(flags.key);
  const target = URL.parse(path, flags.url);
  if (target === null) throw new CommandError(`--url: "${flags.url}" is not a URL.`);
  const headers = new Headers({ authorization: `Bearer ${key}:${secret}` });
  if (body) headers.set("content-type", "application/json");
  let response: Response;
  try {
    const signal = AbortSignal.timeout(requestTimeoutMs);
    response = await fetch(target, { method, headers, signal, ...(body ? { body: JSON.stringify(body) } : {}) });
  } catch (cause) {
    throw new ApiUnreachable(`no answer from ${target.origin}: is signaling running there?`, { cause });
  }
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) {
    const { detail, code } = problem.safeParse(answer).data ?? {};
    const { status } = response;
    throw new ApiRefusal(`${target.origin} refused: ${detail ?? `HTTP status ${status}`}`, status, code ?? "");
  }
  const parsed = schema.safeParse(answer);
  if (!parsed.success) throw new CommandError(`${target.origin} answers in words of another version.`);
  return parsed.data;
}

/** All pages of a list. */
export async function listFromApi<Entry extends z.ZodType>(
  flags: ApiFlags,
  name: "nodes" | "rooms" | "keys",
  entry: Entry,
): Promise<z.infer<Entry>[]> {
  const schema = z.object({ entries: z.array(entry), next: z.string().optional() });
  const page = z.preprocess(
    (answer) => ({ ...(answer as object), entries: (answer as Record<string, unknown>)[name] }),
    schema,
  );
  const all: z.infer<Entry>[] = [];
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({ limit: "1000", ...(cursor === undefined ? {} : { cursor }) });
    const { entries, next } = await callApi(flags, { path: `/v1/${name}?${query}`, schema: page });
    all.push(...entries);
    cursor = next;
  } while (cursor !== undefined);
  return all;
}

export const writeJson = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
