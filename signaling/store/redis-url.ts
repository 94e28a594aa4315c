// Where Redis is, read from one URL. Pure; nothing here ever shows a password.

export interface RedisAddress {
  host: string;
  port: number;
}

export interface RedisTarget {
  kind: "single" | "sentinel" | "cluster";
  tls: boolean;
  /** PEM texts, where the machine's own trust and no certificate of ours are not enough. */
  certificates?: RedisCertificates;
  username: string | undefined;
  password: string | undefined;
  /** The server; or some of the sentinels, or of the cluster's nodes. */
  addresses: readonly RedisAddress[];
  /** Sentinel's name of the master. */
  masterName: string;
  database: number;
}

export interface RedisCertificates {
  /** Of those who may have issued Redis's certificate. */
  ca?: string;
  /** Ours, with its key, where Redis asks for one. */
  cert?: string;
  key?: string;
}

export type RedisUrlResult = { target: RedisTarget } | { problem: string };

const schemes: Record<string, Pick<RedisTarget, "kind" | "tls"> & { defaultPort: number }> = {
  redis: { kind: "single", tls: false, defaultPort: 6379 },
  rediss: { kind: "single", tls: true, defaultPort: 6379 },
  "redis+sentinel": { kind: "sentinel", tls: false, defaultPort: 26_379 },
  "rediss+sentinel": { kind: "sentinel", tls: true, defaultPort: 26_379 },
  "redis+cluster": { kind: "cluster", tls: false, defaultPort: 6379 },
  "rediss+cluster": { kind: "cluster", tls: true, defaultPort: 6379 },
};

const shape = /^(?<scheme>[a-z+]+):\/\/(?:(?<credentials>[^@/]*)@)?(?<hosts>[^@/?#]+)(?<path>\/[^?#]*)?$/;
const hostAndPort = /^(?:\[(?<v6>[0-9A-Fa-f:.]+)\]|(?<name>[A-Za-z0-9._-]+))(?::(?<port>\d{1,5}))?$/;

/**
 * redis://user:password@host:6379/0, rediss:// for TLS, redis+sentinel://host:26379,host2:26379/master/0,
 * redis+cluster://host:6379,host2:6379. Password and user are percent-encoded.
 */
export function parseRedisUrl(text: string): RedisUrlResult {
  const groups = shape.exec(text)?.groups;
  if (!groups) return { problem: "must look like redis://user:password@host:6379/0" };
  const scheme = schemes[groups["scheme"] ?? ""];
  if (!scheme) return { problem: `must begin with one of ${Object.keys(schemes).join("://, ")}://` };

  const addresses: RedisAddress[] = [];
  for (const each of groups["hosts"]!.split(",")) {
    const found = hostAndPort.exec(each)?.groups;
    const port = Number(found?.["port"] ?? scheme.defaultPort);
    // Without saying what stands there: it may be half a password that is not percent-encoded.
    if (!found || port < 1 || port > 65_535)
      return { problem: `has something that is no host and port at place ${addresses.length + 1}` };
    addresses.push({ host: (found["v6"] ?? found["name"])!, port });
  }
  if (scheme.kind === "single" && addresses.length > 1)
    return { problem: "names several hosts: use redis+sentinel:// or redis+cluster://" };

  const path = (groups["path"] ?? "").split("/").filter((part) => part !== "");
  const masterName = scheme.kind === "sentinel" ? path.shift() : "";
  if (masterName === undefined) return { problem: "must name the master: redis+sentinel://host:26379/master" };
  const [database = "0", ...rest] = path;
  if (!/^\d{1,5}$/.test(database) || rest.length > 0)
    return { problem: "ends with something that is no database number" };
  if (scheme.kind === "cluster" && database !== "0") return { problem: "names a database, and a cluster has only 0" };

  let username: string | undefined;
  let password: string | undefined;
  try {
    [username, password] = splitCredentials(groups["credentials"] ?? "").map(decodeURIComponent);
  } catch {
    return { problem: "has a user or password that is not percent-encoded" };
  }
  const { kind, tls } = scheme;
  return {
    target: {
      kind,
      tls,
      addresses,
      masterName,
      database: Number(database),
      username: username || undefined,
      password: password || undefined,
    },
  };
}

function splitCredentials(text: string): string[] {
  const colon = text.indexOf(":");
  return colon < 0 ? [text, ""] : [text.slice(0, colon), text.slice(colon + 1)];
}

/** For logs and messages: without user and password. */
export function describeRedis({ kind, tls, addresses, masterName, database }: RedisTarget): string {
  const scheme = `redis${tls ? "s" : ""}${kind === "single" ? "" : `+${kind}`}`;
  const hosts = addresses.map(({ host, port }) => `${host.includes(":") ? `[${host}]` : host}:${port}`).join(",");
  return `${scheme}://${hosts}${masterName ? `/${masterName}` : ""}/${database}`;
}
