import { Command } from "commander";
import { trackSources, type TrackSourceName } from "../../signaling/grants.ts";
import { mintAdminToken, mintToken } from "../../signaling/tokens.ts";
import { apiKeyOption, readApiKey } from "../api-key.ts";
import { CommandError } from "../failure.ts";

const example = `
Examples:
  holdfast token --room demo --identity alice --name "Alice"
  holdfast token --room demo --identity ear --can-publish none --ttl 600
  holdfast token --admin`;

interface TokenFlags {
  room?: string;
  identity?: string;
  name?: string;
  metadata?: string;
  canPublish?: string;
  subscribe: boolean;
  data: boolean;
  canUpdateSelf?: true;
  moderator?: true;
  hidden?: true;
  ttl: string;
  key?: string;
  admin?: true;
  json?: true;
}

export function tokenCommand(): Command {
  return new Command("token")
    .description("mint a token that joins a room, or one for the HTTP API")
    .option("--room <name>", "the room that it joins")
    .option("--identity <id>", "who joins, unique in the room")
    .option("--name <text>", "shown to the others")
    .option("--metadata <text>", "free text for the application")
    .option("--can-publish <sources>", `all, none, or some of ${trackSources.join(",")}`)
    .option("--no-subscribe", "receives no tracks")
    .option("--no-data", "sends no data messages")
    .option("--can-update-self", "may change the own name and metadata")
    .option("--moderator", "may mute and remove others")
    .option("--hidden", "is not shown to the others, and publishes nothing")
    .option("--admin", "a token for the HTTP API instead of a room")
    .option("--ttl <seconds>", "how long it is valid", "3600")
    .addOption(apiKeyOption())
    .option("--json", "print { token, expiresAtMs }")
    .addHelpText("after", example)
    .action(run);
}

async function run(flags: TokenFlags): Promise<void> {
  const { key, secret } = readApiKey(flags.key);
  const nowMs = Date.now();
  const ttlSeconds = Number(flags.ttl);
  const sign = { key, secret, ttlSeconds, nowMs };
  const token = flags.admin ? await mintAdminToken(sign) : await mintToken({ ...sign, grants: grantsFrom(flags) });
  const expiresAtMs = (Math.floor(nowMs / 1000) + ttlSeconds) * 1000;
  process.stdout.write(`${flags.json ? JSON.stringify({ token, expiresAtMs }) : token}\n`);
}

function grantsFrom(flags: TokenFlags) {
  const { room, identity, name, metadata, canUpdateSelf, moderator, hidden } = flags;
  if (room === undefined || identity === undefined)
    throw new CommandError("a token needs --room and --identity, or --admin.");
  return {
    room,
    identity,
    name,
    metadata,
    canPublish: publishedSources(flags.canPublish),
    canSubscribe: flags.subscribe,
    canPublishData: flags.data,
    canUpdateSelf,
    moderator,
    hidden,
  };
}

function publishedSources(text: string | undefined): boolean | TrackSourceName[] | undefined {
  if (text === undefined) return undefined;
  if (text === "all" || text === "none") return text === "all";
  return text.split(",").map((word) => {
    const source = trackSources.find((known) => known === word.trim());
    if (source === undefined)
      throw new CommandError(`--can-publish: "${word}" is none of all, none, ${trackSources.join(", ")}.`);
    return source;
  });
}
