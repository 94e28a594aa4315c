// Errors of the HTTP API: application/problem+json (RFC 9457), from the one error table.

import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Logger } from "../../base/logger.ts";
import { type ErrorCode, errorTable, HoldfastError } from "../../proto/errors.ts";
import { traceFields } from "../../proto/trace-context.ts";
import { isAudited } from "./audit.ts";

export const problemType = "application/problem+json";

export const problemSchema = z
  .object({
    type: z.string().describe("urn:holdfast:error: and the code."),
    title: z.string().describe("What this code means."),
    status: z.number().int(),
    detail: z.string(),
    code: z.string().describe("One of docs/errors.md."),
    retryable: z.boolean().describe("Whether the same request may succeed later, unchanged."),
  })
  .meta({
    id: "Problem",
    examples: [
      {
        type: "urn:holdfast:error:not_found",
        title: errorTable.not_found.text,
        status: 404,
        detail: `${errorTable.not_found.text} (room demo)`,
        code: "not_found",
        retryable: false,
      },
    ],
  });

/** For a route that answers with nothing but that it is done. */
export const noContent = { 204: z.null().describe("Done.") };

/** What any call may get; those with a body, and those that take a key, more. */
const ofEverybody: readonly ErrorCode[] = ["bad_request", "internal"];
const ofKeys: readonly ErrorCode[] = [
  "token_missing",
  "token_invalid",
  "token_expired",
  "token_not_yet_valid",
  "forbidden",
  "too_many_requests",
];
/** Of a call that is passed on to nodes. */
export const ofNodes = ["node_unavailable", "timeout", "connection_closed"] as const;
const ofBodies: readonly ErrorCode[] = ["frame_too_large", "wrong_content_type"];

/** For a route's `response` schemas: its errors by status. @param special what it may get beside what all get */
export const problemsOf = (...special: ErrorCode[]) => describeProblems([...ofEverybody, ...ofBodies, ...special]);
/** The same of one that takes a key. */
export const problems = (...special: ErrorCode[]) => problemsOf(...ofKeys, ...special);

type ProblemResponse = { description: string; content: Record<string, { schema: typeof problemSchema }> };

function describeProblems(codes: readonly ErrorCode[]): Record<`${4 | 5}${number}`, ProblemResponse> {
  const byStatus = Map.groupBy(codes, (code) => errorTable[code].http);
  const described = [...byStatus].map(([status, ofStatus]): [string, ProblemResponse] => [
    String(status),
    {
      description: [...new Set(ofStatus)].join(", "),
      content: { [problemType]: { schema: problemSchema } },
    },
  ]);
  return Object.fromEntries(described);
}

export function sendProblem(reply: FastifyReply, error: HoldfastError): FastifyReply {
  const { http: status, retryable } = error.kind;
  const problem: z.infer<typeof problemSchema> = {
    type: `urn:holdfast:error:${error.code}`,
    title: errorTable[error.code].text,
    status,
    detail: error.message,
    code: error.code,
    retryable,
  };
  if (error.code === "too_many_requests") void reply.header("retry-after", "1");
  if (error.code.startsWith("token_")) void reply.header("www-authenticate", "Bearer");
  // Already text: a route's response schemas are for its own answers.
  return reply
    .code(status)
    .header("cache-control", "no-store")
    .type(problemType)
    .serializer(JSON.stringify)
    .send(problem);
}

export function answerErrors(log: Logger) {
  return (thrown: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const error = asHoldfastError(thrown);
    const context = {
      requestId: request.id,
      ...traceFields(request.headers["traceparent"]),
      method: request.method,
      route: request.routeOptions.url,
      code: error.code,
    };
    request.refusal = error.code;
    if (error.code === "internal") log.error({ ...context, err: thrown }, "HTTP request failed");
    else if (!isAudited(request)) log.info(context, "HTTP request refused");
    return sendProblem(reply, error);
  };
}

function asHoldfastError(thrown: FastifyError): HoldfastError {
  if (thrown instanceof HoldfastError) return thrown;
  if (hasZodFastifySchemaValidationErrors(thrown)) {
    const places = thrown.validation.map(
      ({ instancePath, message }) => `${instancePath.slice(1).replaceAll("/", ".") || "body"}: ${message ?? "wrong"}`,
    );
    return new HoldfastError("bad_request", places.join("; "), { cause: thrown });
  }
  const { statusCode = 500 } = thrown;
  if (statusCode === 413) return new HoldfastError("frame_too_large");
  if (statusCode === 415) return new HoldfastError("wrong_content_type");
  // Fastify's own refusals (malformed JSON, wrong content type) say what is wrong and nothing about us.
  if (statusCode >= 400 && statusCode < 500) return new HoldfastError("bad_request", thrown.message, { cause: thrown });
  return new HoldfastError("internal", undefined, { cause: thrown });
}
