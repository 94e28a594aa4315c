// One log line for each call that changes something: who, what, on what, and how it went. Secrets and what people wrote
// are never in it: of a body only those fields that the route names.

import type { FastifyRequest } from "fastify";
import type { Logger } from "../../base/logger.ts";
import { traceFields } from "../../proto/trace-context.ts";
import type { HttpApp } from "./app.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Fields of the body that go into the audit line; false = nobody's doing, and often. */
    audit?: readonly string[] | false;
  }
  interface FastifyRequest {
    /** Id of the API key that the request stands on; empty before that is known, and where none is asked for. */
    keyId: string;
    /** Why it was refused. */
    refusal: string;
  }
}

const readOnly: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

export const isAudited = ({ method, routeOptions }: FastifyRequest): boolean =>
  !readOnly.has(method) && (routeOptions.url ?? "").startsWith("/v1/") && routeOptions.config.audit !== false;

export function auditCalls(routes: HttpApp, log: Logger): void {
  routes.addHook("onResponse", (request, reply, done) => {
    if (isAudited(request)) {
      const { id: requestId, keyId: key, method, headers, routeOptions, params, refusal } = request;
      const body = (request.body ?? {}) as Record<string, unknown>;
      const named = (routeOptions.config.audit || []).filter((field) => body[field] !== undefined);
      log.info(
        {
          event: "audit",
          requestId,
          ...traceFields(headers["traceparent"]),
          key,
          method,
          route: routeOptions.url,
          on: params,
          with: Object.fromEntries(named.map((field) => [field, body[field]])),
          status: reply.statusCode,
          outcome: refusal || "done",
        },
        "HTTP API call",
      );
    }
    done();
  });
}
