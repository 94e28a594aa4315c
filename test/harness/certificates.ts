// Certificates for tests, made by openssl: an authority of the moment and what it issues.

import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const selfSigned = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2".split(" ");

/** Paths of PEM files. */
export interface CertificateFiles {
  ca: string;
  cert: string;
  key: string;
}

export class CertificateAuthority {
  /** Its own certificate. */
  readonly file: string;
  readonly #folder: string;
  #issued = 0;

  private constructor(folder: string) {
    this.#folder = folder;
    this.file = join(folder, "ca.pem");
  }

  static async create(): Promise<CertificateAuthority> {
    const authority = new CertificateAuthority(await mkdtemp(join(tmpdir(), "holdfast-ca-")));
    const files = ["-keyout", join(authority.#folder, "ca.key"), "-out", authority.file];
    await run("openssl", [...selfSigned, "-subj", "/CN=Test CA", ...files]);
    return authority;
  }

  /** `name`: as openssl writes it, such as IP:127.0.0.1 or DNS:redis.example.com. */
  async issue(name: string): Promise<CertificateFiles> {
    const path = (kind: string): string => join(this.#folder, `${this.#issued}.${kind}`);
    this.#issued++;
    const files = { ca: this.file, cert: path("pem"), key: path("key") };
    const signed = ["-CA", this.file, "-CAkey", join(this.#folder, "ca.key"), "-addext", `subjectAltName=${name}`];
    await run("openssl", [...selfSigned, "-subj", "/CN=Test", ...signed, "-keyout", files.key, "-out", files.cert]);
    return files;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}
