// Puts a media worker to use, to see that it was built right: `node infra/worker/verify.mjs [--fast]`, with
// MEDIASOUP_WORKER_BIN naming the binary. Ends with 0, or prints what is wrong and ends with 1.
import { createWorker } from "mediasoup";
import { checkBasics } from "./verify/basics.mjs";
import { checkDtls } from "./verify/dtls.mjs";
import { checkSrtpSuite } from "./verify/srtp.mjs";

const SRTP_SUITES = ["AEAD_AES_256_GCM", "AEAD_AES_128_GCM", "AES_CM_128_HMAC_SHA1_80", "AES_CM_128_HMAC_SHA1_32"];
const CHECK_TIMEOUT_MS = 15_000;

const fast = process.argv.includes("--fast");
const startedAtMs = performance.now();

function fail(what, reason) {
  process.stderr.write(`${what}: ${reason}\n`);
  process.exit(1);
}

let current = "starting the worker";
setTimeout(() => fail(current, `no result within ${CHECK_TIMEOUT_MS / 1000} s`), CHECK_TIMEOUT_MS).unref();

const checks = [["objects", checkBasics]];
if (!fast) {
  for (const suite of SRTP_SUITES) checks.push([`SRTP with ${suite}`, (worker) => checkSrtpSuite(worker, suite)]);
  checks.push(["DTLS handshake in both roles", checkDtls]);
}

try {
  const worker = await createWorker({ logLevel: "error" });
  worker.on("died", (error) => fail(current, `the worker died (${error.message})`));
  process.stdout.write(`worker started in ${Math.round(performance.now() - startedAtMs)} ms\n`);
  for (const [what, check] of checks) {
    current = what;
    const sinceMs = performance.now();
    await check(worker);
    process.stdout.write(`${what}: right (${Math.round(performance.now() - sinceMs)} ms)\n`);
  }
  worker.close();
  process.exit(0);
} catch (error) {
  fail(current, error.message);
}
