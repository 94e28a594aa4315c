import { NotFoundError, UnsupportedError, WorkerClosedError } from "mediasoup/errors";
import { expect, test } from "vitest";
import { HoldfastError } from "../proto/errors.ts";
import { mediaRequest, workerRequest } from "./media-errors.ts";

test.each<[string, unknown, string, string]>([
  ["the validation of parameters", new TypeError("missing codecs"), "bad_media", "node_unavailable"],
  ["a codec that the router does not have", new UnsupportedError("no codec"), "bad_media", "node_unavailable"],
  ["the worker's refusal", new Error("ssrc already exists"), "bad_media", "node_unavailable"],
  ["a transport that its room has closed", new NotFoundError("no handler"), "path_unknown", "path_unknown"],
  ["a worker that is gone", new WorkerClosedError("closed"), "node_unavailable", "node_unavailable"],
  ["one of our own", new HoldfastError("forbidden"), "forbidden", "forbidden"],
  ["what is no error", "text", "internal", "internal"],
])("%s", async (_name, thrown, ofClient, ofNode) => {
  await expect(mediaRequest(Promise.reject(thrown))).rejects.toMatchObject({ code: ofClient });
  await expect(workerRequest(Promise.reject(thrown))).rejects.toMatchObject({ code: ofNode });
});
