// The judgements of `holdfast doctor`, apart from how their inputs are got. Pure.

import { isIP } from "node:net";
import { fail, type Finding, ok, warn } from "./check.ts";

const maxClockSkewMs = 2_000;

/** The server's `Date` has whole seconds and was written somewhere between the request and its answer. */
export function judgeClock(input: { serverDateMs: number; askedAtMs: number; answeredAtMs: number }): Finding {
  const { serverDateMs, askedAtMs, answeredAtMs } = input;
  const earliestMs = serverDateMs - answeredAtMs;
  const latestMs = serverDateMs + 1_000 - askedAtMs;
  const skewMs = earliestMs > 0 ? earliestMs : latestMs < 0 ? latestMs : 0;
  if (skewMs === 0) return ok("this machine's clock agrees with the server's");
  const found = `the server's clock is ${Math.abs(skewMs / 1_000).toFixed(1)} s ${skewMs > 0 ? "ahead of" : "behind"} this machine's`;
  const todo = "Run a time service (chrony, systemd-timesyncd) on both: tokens are valid by the clock.";
  return Math.abs(skewMs) > maxClockSkewMs ? fail(found, todo) : ok(found);
}

/** What infra/sysctl/60-holdfast.conf sets; below, bursts of video are dropped by the kernel. */
const wantedBufferBytes = 8 * 1024 * 1024;
const leastBufferBytes = 1024 * 1024;

export function judgeUdpBuffer(name: "rmem_max" | "wmem_max", bytes: number): Finding {
  const found = `net.core.${name} is ${bytes} bytes`;
  if (bytes >= wantedBufferBytes) return ok(found);
  const todo = `sysctl -w net.core.${name}=${wantedBufferBytes}, and keep it in /etc/sysctl.d (infra/sysctl/60-holdfast.conf).`;
  return bytes >= leastBufferBytes ? warn(found, todo) : fail(found, todo);
}

const filesPerSession = 1;
const otherFiles = 512;

export function judgeOpenFiles(limit: number, maxSessions: number): Finding {
  const needed = maxSessions * filesPerSession + otherFiles;
  const found = `open-file limit ${limit === Infinity ? "unlimited" : limit}, for ${maxSessions} sessions`;
  if (limit >= needed) return ok(found);
  return fail(
    found,
    `Raise it to at least ${needed} (LimitNOFILE in systemd, ulimits in Compose), or lower HOLDFAST_MAX_SESSIONS.`,
  );
}

/** With fewer, some hundred addresses that each open as many TCP connections as the firewall allows take all of them. */
const wantedMediaFiles = 1_048_576;

export function judgeMediaFiles(limit: number): Finding {
  const found = `open-file limit ${limit === Infinity ? "unlimited" : limit}, for TCP connections to the media ports`;
  if (limit >= wantedMediaFiles) return ok(found);
  return warn(
    found,
    `For nodes on the internet, set ${wantedMediaFiles} (LimitNOFILE in systemd, ulimits in Compose).`,
  );
}

/** `/proc/self/limits` as the kernel writes it. */
export function readOpenFileLimit(limits: string): number | undefined {
  const soft = /^Max open files\s+(\d+|unlimited)/m.exec(limits)?.[1];
  return soft === undefined ? undefined : soft === "unlimited" ? Infinity : Number(soft);
}

/** `told`: what clients are told, resolved. `local`: of this machine's interfaces. */
export function judgeAnnouncedAddresses(told: readonly string[], local: readonly string[]): Finding {
  const found = told.join(", ");
  if (told.every(isLoopback))
    return warn(
      `clients are told ${found}: only this machine reaches it`,
      "Set HOLDFAST_RTC_HOST, or HOLDFAST_RTC_ANNOUNCED_ADDRESS, to addresses that clients reach.",
    );
  if (told.every(isPrivate))
    return warn(
      `clients are told ${found}: only its own network reaches it`,
      "That is right in an office. For the internet, announce the public address.",
    );
  const elsewhere = told.filter((address) => !local.includes(address));
  if (elsewhere.length > 0)
    return warn(
      `clients are told ${found}; ${elsewhere.join(", ")} is no address of this machine`,
      "That is right behind NAT that forwards the media ports, UDP and TCP, unchanged.",
    );
  return ok(`clients are told ${found}`);
}

const isLoopback = (address: string): boolean => address === "::1" || address.startsWith("127.");

/** RFC 1918, RFC 6598, RFC 3927; RFC 4193, RFC 4291. */
function isPrivate(address: string): boolean {
  if (isLoopback(address)) return true;
  if (isIP(address) === 6) return /^f[cd]|^fe[89ab]/i.test(address);
  const [a = 0, b = 0] = address.split(".").map(Number);
  return (
    a === 10 ||
    (a === 172 && b >= 16 && b <= 31) ||
    (a === 192 && b === 168) ||
    (a === 169 && b === 254) ||
    (a === 100 && b >= 64 && b <= 127)
  );
}

const dayMs = 24 * 3_600_000;
const renewDays = 14;

export interface CertificateInput {
  /** Empty when the chain is trusted and the name matches. */
  error: string;
  validToMs: number;
  nowMs: number;
}

export function judgeCertificate(host: string, { error, validToMs, nowMs }: CertificateInput): Finding {
  if (error !== "")
    return fail(
      `the certificate of ${host} is not accepted: ${error}`,
      "Install one that browsers trust, with the whole chain, for this name.",
    );
  const days = Math.floor((validToMs - nowMs) / dayMs);
  const found = `the certificate of ${host} is valid for ${days} days`;
  return days < renewDays ? warn(found, "See whether its renewal works.") : ok(found);
}
