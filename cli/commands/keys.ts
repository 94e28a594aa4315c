import type { Command } from "commander";
import { z } from "zod";
import { keyView } from "../../signaling/http/views.ts";
import { rights } from "../../signaling/keys/api-key.ts";
import { CommandError } from "../failure.ts";
import { type ApiFlags, apiCommand, callApi, listFromApi, writeJson } from "../http-api.ts";
import { formatTable } from "../table.ts";

const example = `
Examples:
  holdfast keys
  holdfast keys --create tokens,rooms --name backend
  holdfast keys --revoke hk_3f9c2a`;

interface KeyFlags extends ApiFlags {
  create?: string;
  name?: string;
  revoke?: string;
}

export function keysCommand(): Command {
  return apiCommand("keys")
    .description("list, make and revoke API keys; those of HOLDFAST_API_KEYS are not among them")
    .option("--create <rights>", `make a key with these rights: some of ${rights.join(",")}`)
    .option("--name <text>", "what the new key is for")
    .option("--revoke <id>", "revoke a key, and with it all tokens that it has signed")
    .addHelpText("after", example)
    .action(run);
}

async function run(flags: KeyFlags): Promise<void> {
  if (flags.create !== undefined && flags.revoke !== undefined)
    throw new CommandError("--create and --revoke do not go together.");
  if (flags.create !== undefined) return create(flags, flags.create);
  if (flags.revoke !== undefined) return revoke(flags, flags.revoke);
  const keys = await listFromApi(flags, "keys", keyView);
  if (flags.json) return writeJson({ keys });
  const rows = keys.map((key) => [key.id, key.name, key.rights.join(","), new Date(key.createdAtMs).toISOString()]);
  process.stdout.write(formatTable(["KEY", "NAME", "RIGHTS", "CREATED"], rows));
}

async function create(flags: KeyFlags, wanted: string): Promise<void> {
  const body = { name: flags.name ?? "", rights: wanted.split(",").map((right) => right.trim()) };
  const schema = keyView.extend({ secret: z.string() });
  const key = await callApi(flags, { method: "POST", path: "/v1/keys", body, schema });
  if (flags.json) return writeJson(key);
  process.stderr.write("Keep it: the secret is not shown again.\n");
  process.stdout.write(`${key.id}:${key.secret}\n`);
}

async function revoke(flags: KeyFlags, id: string): Promise<void> {
  await callApi(flags, { method: "DELETE", path: `/v1/keys/${encodeURIComponent(id)}`, schema: z.undefined() });
  if (flags.json) writeJson({ revoked: id });
  else process.stdout.write(`${id} is revoked.\n`);
}
