// Configuration from HOLDFAST_* variables over a YAML file, checked against a schema. A process that is told something
// it does not understand does not start.

import { readFileSync } from "node:fs";
import { parse as parseYaml } from "yaml";
import type { z } from "zod";

const prefix = "HOLDFAST_";

/** Everything that is wrong with the configuration, one sentence each. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}

export interface ReadConfigOptions<Schema extends z.ZodObject> {
  schema: Schema;
  env: NodeJS.ProcessEnv;
  /** Keys of other processes, which one shared file or environment may hold as well. */
  alsoKnown?: readonly string[];
}

/** `httpPort` <-> `HOLDFAST_HTTP_PORT` */
export const toEnvName = (key: string): string => prefix + key.replace(/[A-Z]/g, (c) => `_${c}`).toUpperCase();

/**
 * Reads, checks and freezes the configuration. Values come as text from the environment and as YAML scalars from the
 * file that HOLDFAST_CONFIG names; the environment wins.
 * @throws ConfigError with all problems at once.
 */
export function readConfig<Schema extends z.ZodObject>(options: ReadConfigOptions<Schema>): Readonly<z.infer<Schema>> {
  const { schema, env, alsoKnown = [] } = options;
  const own = Object.keys(schema.shape);
  const known = new Set([...own, ...alsoKnown]);
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  const origin: Record<string, string> = {};

  const file = env[`${prefix}CONFIG`];
  for (const [key, value] of Object.entries(file ? readYamlFile(file) : {})) {
    if (!known.has(key)) problems.push(`${file}: unknown key "${key}"${suggestion(key, known)}`);
    values[key] = value;
    origin[key] = `${file}: ${key}`;
  }

  const byEnvName = new Map([...known].map((key) => [toEnvName(key), key]));
  for (const [name, value] of Object.entries(env)) {
    if (!name.startsWith(prefix) || name === `${prefix}CONFIG` || value === undefined) continue;
    const key = byEnvName.get(name);
    if (key === undefined) {
      problems.push(`unknown variable ${name}${suggestion(name, byEnvName.keys())}`);
      continue;
    }
    values[key] = value;
    origin[key] = name;
  }

  const ownValues = Object.fromEntries(Object.entries(values).filter(([key]) => own.includes(key)));
  const parsed = schema.safeParse(ownValues);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const key = String(issue.path[0] ?? "");
      problems.push(`${origin[key] ?? toEnvName(key)}: ${issue.message}`);
    }
  }
  if (problems.length > 0 || !parsed.success) throw new ConfigError(problems);
  return Object.freeze(parsed.data);
}

function readYamlFile(path: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = parseYaml(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new ConfigError([`cannot read the configuration file ${path}: ${(cause as Error).message.split("\n")[0]}`]);
  }
  if (value === null || value === undefined) return {};
  if (typeof value !== "object" || Array.isArray(value))
    throw new ConfigError([`${path}: must be a list of keys and values`]);
  return value as Record<string, unknown>;
}

/** The known name that shares the longest beginning or end, when that is most of it. */
function suggestion(name: string, known: Iterable<string>): string {
  let best = "";
  let bestShared = 0;
  for (const candidate of known) {
    let front = 0;
    while (front < name.length && name[front] === candidate[front]) front++;
    let back = 0;
    while (
      back < name.length - front &&
      back < candidate.length - front &&
      name.at(-1 - back) === candidate.at(-1 - back)
    )
      back++;
    if (front + back > bestShared) [best, bestShared] = [candidate, front + back];
  }
  return bestShared * 4 >= name.length * 3 ? `; did you mean ${best}?` : "";
}
