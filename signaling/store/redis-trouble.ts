// What keeps a replica from Redis for as long as nobody mends it, in a sentence that says what to do. Pure.

const certificateCodes: Record<string, string> = {
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED:
    "Redis asks for a certificate of ours: set HOLDFAST_REDIS_CERT_FILE and HOLDFAST_REDIS_KEY_FILE, or its tls-auth-clients to no",
  CERT_HAS_EXPIRED: "Redis's certificate has expired: renew it",
  CERT_NOT_YET_VALID: "Redis's certificate is not valid yet: compare the clocks of the two machines",
  ERR_TLS_CERT_ALTNAME_INVALID:
    "Redis's certificate is for another name: use one of its names in HOLDFAST_REDIS_URL, or issue it for this one",
};
const issuerCodes: ReadonlySet<string> = new Set([
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "CERT_SIGNATURE_FAILURE",
]);
const answers: [RegExp, string][] = [
  [/^(?:WRONGPASS|NOAUTH)\b/, "Redis does not take the user and password of HOLDFAST_REDIS_URL"],
  [/^NOPERM\b/, "the Redis user has too few rights: docs/store.md lists those that it needs"],
];

/** Undefined for what passes by itself: a Redis that is down, restarts, or is slow. */
export function redisTrouble(error: Error): string | undefined {
  // Sentinel's client wraps what its connections to the servers say.
  const { code = "", message } = (error.cause instanceof Error ? error.cause : error) as Error & { code?: string };
  if (issuerCodes.has(code))
    return `Redis's certificate is not from a CA that is trusted here (${code}): set HOLDFAST_REDIS_CA_FILE to the CA that has issued it`;
  if (Object.hasOwn(certificateCodes, code)) return certificateCodes[code];
  return answers.find(([pattern]) => pattern.test(message))?.[1];
}
