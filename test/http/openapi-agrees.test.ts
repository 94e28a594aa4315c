// What /v1/openapi.json says, and what the server does: generated calls, valid and invalid by the document's own schemas,
// to a real replica with a real node. Whatever comes back must be described there: status, content type and body.

import { randomBytes } from "node:crypto";
import { fc } from "@fast-check/vitest";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Node } from "../../sfu/main.ts";
import { signalingConfigSchema } from "../../signaling/config.ts";
import { type Signaling, startSignaling } from "../../signaling/main.ts";
import { startTestNode, testLog } from "../sfu/test-node.ts";
import { RawClient } from "../signaling/raw-client.ts";
import { mintToken } from "../../signaling/tokens.ts";
import { audioOffer } from "../sfu/test-media.ts";
import { type JsonSchema, nearValuesOf, valuesOf } from "./schema-values.ts";

interface Operation {
  operationId: string;
  security?: object[];
  parameters?: { name: string; in: "path" | "query"; required?: boolean; schema: JsonSchema; example?: string }[];
  requestBody?: { required?: boolean; content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, { content?: Record<string, { schema: JsonSchema }> }>;
}
interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, JsonSchema> };
}

const callsOfEach = Number(process.env["HOLDFAST_FUZZ_CALLS"] ?? 150);
const maxAnswerMs = 5_000;
const secret = randomBytes(32).toString("hex");
const bearer = `Bearer key:${secret}`;
const ajv = new Ajv2020({ strict: false, validateFormats: false });

let node: Node;
let signaling: Signaling;
let described: Document;
let ann: RawClient;

beforeAll(async () => {
  const started = await startTestNode({ nodeId: "node-a", workers: 1, clusterSecret: secret });
  node = started.node;
  const config = signalingConfigSchema.parse({
    httpPort: 0,
    apiKeys: `key:${secret}`,
    clusterSecret: secret,
    nodes: `ws://127.0.0.1:${started.config.controlPort}`,
    httpRequestsPerSecond: 100_000,
    httpRequestBurst: 100_000,
    clientIdleTimeoutMs: 600_000,
  });
  signaling = await startSignaling(config, { log: testLog });
  const response = await fetch(`${signaling.url}/v1/openapi.json`);
  described = (await response.json()) as Document;
  ajv.addSchema({ $id: "document", ...described });
});
afterAll(async () => {
  ann?.close();
  await signaling?.close("test is over");
  await node?.close("shutting_down");
});

/** Somebody is in the room, with a track: not all calls are about what is not there. */
async function annIsThere(): Promise<void> {
  const ask = (method: string, path: string) =>
    fetch(signaling.url + path, { method, headers: { authorization: bearer } });
  if ((await ask("GET", "/v1/rooms/demo/participants/ann")).ok) return;
  ann?.close();
  // Whatever the calls have set for the room, and told the node.
  await ask("DELETE", "/v1/rooms/demo");
  await ask("POST", "/v1/nodes/node-a/uncordon");
  ann = await RawClient.connect(signaling.url);
  const grants = { room: "demo", identity: "ann" };
  const { offer } = await ann.join(await mintToken({ grants, key: "key", secret, ttlSeconds: 600, nowMs: Date.now() }));
  await ann.rpc.request("publish", { pathId: offer?.path?.id ?? "", tracks: [audioOffer("tr_0123456789abcdef")] });
}

/** By `#/...` in the document. */
const validatorAt = (...path: string[]) => {
  const pointer = path.map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/");
  const validate = ajv.getSchema(`document#/${pointer}`);
  if (!validate) throw new Error(`nothing at ${path.join("/")}`);
  return validate;
};

/** JSON Schema counts characters. */
function withinBytes(schema: JsonSchema, value: unknown): boolean {
  if (typeof value === "string") return Buffer.byteLength(value) <= (schema["x-maxBytes"] ?? Infinity);
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([name, member]) => withinBytes(schema.properties?.[name] ?? {}, member));
}

const strings = (values: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
  values.map((value) => (typeof value === "string" ? value : JSON.stringify(value)));

interface Call {
  method: string;
  path: string;
  operation: Operation;
  given: Record<string, string>;
  body: unknown;
  authorization: "right" | "wrong" | "none";
}

const callsOf = (path: string, method: string, operation: Operation): fc.Arbitrary<Call> => {
  const parameters = operation.parameters ?? [];
  const given = fc.record(
    Object.fromEntries(
      parameters.map(({ name, schema, example }) => [
        name,
        fc.oneof(
          { weight: 3, arbitrary: strings(valuesOf(schema)) },
          { weight: example === undefined ? 0 : 3, arbitrary: fc.constant(example ?? "") },
          { weight: 1, arbitrary: strings(nearValuesOf(schema)).filter((text) => !/^\.{0,2}$/.test(text)) },
        ),
      ]),
    ),
    { requiredKeys: parameters.filter(({ required }) => required).map(({ name }) => name) },
  ) as fc.Arbitrary<Record<string, string>>;
  const bodySchema = operation.requestBody?.content["application/json"]?.schema;
  return fc.record({
    method: fc.constant(method.toUpperCase()),
    path: fc.constant(path),
    operation: fc.constant(operation),
    given,
    body: bodySchema ? fc.oneof(valuesOf(bodySchema), nearValuesOf(bodySchema)) : fc.constant(undefined),
    authorization: fc.oneof(
      { weight: 10, arbitrary: fc.constant("right" as const) },
      { weight: 1, arbitrary: fc.constantFrom("wrong" as const, "none" as const) },
    ),
  });
};

/** Whether the document allows the call as it goes over the wire; undefined where it cannot say. */
function isAllowed({ method, path, operation, given, body }: Call): boolean | undefined {
  const at = ["paths", path, method.toLowerCase()];
  let sure = true;
  for (const [index, { name, schema }] of (operation.parameters ?? []).entries()) {
    const text = given[name];
    if (text === undefined) continue;
    const value = schema.type === "integer" && /^-?\d+$/.test(text) ? Number(text) : text;
    if (schema.type === "integer" && typeof value === "string") return false;
    if (!validatorAt(...at, "parameters", String(index), "schema")(value)) return false;
  }
  const bodySchema = operation.requestBody?.content["application/json"]?.schema;
  if (bodySchema) {
    if (!validatorAt(...at, "requestBody", "content", "application/json", "schema")(body)) return false;
    sure &&= withinBytes(bodySchema, body);
  }
  return sure ? true : undefined;
}

async function send({ method, path, given, body, authorization, operation }: Call) {
  const url = new URL(signaling.url);
  url.pathname = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(given[name] ?? ""));
  for (const { name, in: place } of operation.parameters ?? [])
    if (place === "query" && given[name] !== undefined) url.searchParams.set(name, given[name]);
  const headers: Record<string, string> = {};
  if (authorization !== "none") headers["authorization"] = authorization === "right" ? bearer : "Bearer key:wrong";
  const text = operation.requestBody ? JSON.stringify(body) : undefined;
  if (text !== undefined) headers["content-type"] = "application/json";
  const startMs = performance.now();
  const response = await fetch(url, { method, headers, ...(text === undefined ? {} : { body: text }) });
  const answer = await response.text();
  return { response, answer, tookMs: performance.now() - startMs };
}

async function check(call: Call): Promise<void> {
  const { response, answer, tookMs } = await send(call);
  const { status } = response;
  const { method, path, operation, authorization } = call;
  const where = `${method} ${response.url}: ${status} ${answer.slice(0, 300)}`;
  const allowed = isAllowed(call);
  expect(status, where).not.toBe(500);
  expect(tookMs, where).toBeLessThan(maxAnswerMs);
  expect(Object.keys(operation.responses), where).toContain(String(status));
  const content = operation.responses[String(status)]?.content;
  if (!content) expect(answer, where).toBe("");
  else {
    const type = response.headers.get("content-type")?.split(";")[0] ?? "";
    expect(Object.keys(content), where).toEqual([type]);
    if (type.endsWith("json")) {
      const validate = validatorAt(
        "paths",
        path,
        method.toLowerCase(),
        "responses",
        String(status),
        "content",
        type,
        "schema",
      );
      expect(validate(JSON.parse(answer)), `${where}\n${JSON.stringify(validate.errors)}`).toBe(true);
    }
  }
  if (operation.security && authorization !== "right") expect(status, where).toBe(401);
  else if (allowed === true) expect([400, 405, 413, 415], where).not.toContain(status);
  else if (allowed === false) expect(status, where).toBe(400);
}

it("agrees with what is sent and what comes back", { timeout: 300_000 }, async () => {
  let calls = 0;
  for (const [path, operations] of Object.entries(described.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const once = async (call: Call): Promise<void> => {
        if (path.includes("participants") && calls % 5 === 0) await annIsThere();
        calls++;
        await check(call);
      };
      await fc.assert(fc.asyncProperty(callsOf(path, method, operation), once), {
        numRuns: operation.parameters || operation.requestBody ? callsOfEach : 10,
        interruptAfterTimeLimit: 60_000,
        endOnFailure: true,
      });
    }
  }
  expect(calls).toBeGreaterThan(callsOfEach * 10);
});

it("refuses bodies that are no JSON, or too long, as it says", async () => {
  for (const [path, operations] of Object.entries(described.paths)) {
    for (const [method, { requestBody, responses }] of Object.entries(operations)) {
      if (!requestBody) continue;
      const url = signaling.url + path.replaceAll(/\{\w+\}/g, "x");
      const ask = async (type: string, body: string) => {
        const headers = { authorization: bearer, "content-type": type };
        const response = await fetch(url, { method: method.toUpperCase(), headers, body });
        expect(response.headers.get("content-type")).toMatch(/^application\/problem\+json/);
        expect(Object.keys(responses)).toContain(String(response.status));
        return response.status;
      };
      expect(await ask("application/json", "{")).toBe(400);
      expect(await ask("application/json", "")).toBe(400);
      expect(await ask("text/plain", "x")).toBe(415);
      expect(await ask("application/json", JSON.stringify({ name: "x".repeat(40_000) }))).toBe(413);
    }
  }
});
