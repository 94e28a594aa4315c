import { createPrivateKey, createPublicKey, X509Certificate } from "node:crypto";
import { expect, test } from "vitest";
import { makeSelfSigned } from "./self-signed.ts";

test("a certificate that is signed with its own key, another one each time", () => {
  const { certificatePem, keyPem, fingerprint } = makeSelfSigned();
  const certificate = new X509Certificate(certificatePem);
  expect(certificate.verify(createPublicKey(certificatePem))).toBe(true);
  expect(certificate.checkPrivateKey(createPrivateKey(keyPem))).toBe(true);
  expect(certificate.fingerprint256).toBe(fingerprint.value);
  expect(makeSelfSigned().fingerprint).not.toEqual(fingerprint);
});
