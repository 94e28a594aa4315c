// The HTTP server: API, health, metrics, pages. WebSocket upgrades are not its business (signaling/socket/accept.ts).

import fastifySwagger from "@fastify/swagger";
import fastify, { type FastifyBaseLogger, LogController } from "fastify";
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from "fastify-type-provider-zod";
import { HoldfastError } from "../../proto/errors.ts";
import { randomId } from "../../proto/ids.ts";
import type { HttpApp } from "./app.ts";
import { auditCalls } from "./audit.ts";
import type { HttpDeps } from "./deps.ts";
import { refuseOtherMethods } from "./other-methods.ts";
import { builtPages, commonHeaders, type PageFolders, servePages } from "./pages.ts";
import { answerErrors, sendProblem } from "./problem.ts";
import { announceNode } from "./routes/announce-node.ts";
import { configureRoom } from "./routes/configure-room.ts";
import { cordonNode } from "./routes/cordon-node.ts";
import { createToken } from "./routes/create-token.ts";
import { deleteRoom } from "./routes/delete-room.ts";
import { devCreateAdminToken } from "./routes/dev-create-admin-token.ts";
import { devCreateToken } from "./routes/dev-create-token.ts";
import { devHangNode } from "./routes/dev-hang-node.ts";
import { devKillNode } from "./routes/dev-kill-node.ts";
import { devListNodes } from "./routes/dev-list-nodes.ts";
import { drainNode } from "./routes/drain-node.ts";
import { getRoom } from "./routes/get-room.ts";
import { healthz } from "./routes/healthz.ts";
import { keys } from "./routes/keys.ts";
import { listFailovers } from "./routes/list-failovers.ts";
import { listNodes } from "./routes/list-nodes.ts";
import { listRooms } from "./routes/list-rooms.ts";
import { metrics } from "./routes/metrics.ts";
import { openapi } from "./routes/openapi.ts";
import { participant } from "./routes/participant.ts";
import { readyz } from "./routes/readyz.ts";

/** No body of the API is larger: grants with full metadata, in JSON's longest writing. */
const bodyLimitBytes = 32 * 1024;
/** Of all of a request, however slowly its body comes. */
const requestTimeoutMs = 10_000;
const lookForSlowRequestsMs = 1_000;

/** The caller's own, where it can stand in a log line, so that one search finds both sides of a request. */
const requestId = (given: string | string[] | undefined): string =>
  typeof given === "string" && /^[\w.-]{1,64}$/.test(given) ? given : randomId(12);

/** Made, but not yet listening. `folders`: other places of the built pages, for tests. */
export async function createHttpServer(deps: HttpDeps, folders: PageFolders = builtPages): Promise<HttpApp> {
  const log = deps.log.child({ part: "http" });
  const app: HttpApp = fastify({
    // Its own lines repeat ours ("Server listening").
    loggerInstance: log.child({}, { level: "warn" }) as FastifyBaseLogger,
    // A line for each request would hide the lines that matter; refusals and failures are logged by answerErrors.
    logController: new LogController({ disableRequestLogging: true }),
    // Otherwise close() waits for the keep-alive connections of browsers.
    forceCloseConnections: "idle",
    bodyLimit: bodyLimitBytes,
    requestTimeout: requestTimeoutMs,
    http: { connectionsCheckingInterval: lookForSlowRequestsMs, headersTimeout: requestTimeoutMs },
    frameworkErrors: (error, request, reply) => void answerErrors(log)(error, request, reply),
    genReqId: ({ headers }) => requestId(headers["x-request-id"]),
    // Of an id, each of whose characters may be written with three.
    routerOptions: { maxParamLength: 3 * 128 },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  // The API takes JSON. A form or plain text is what other sites' pages can send without being asked (CSRF).
  app.removeContentTypeParser("text/plain");
  app.decorateRequest("keyId", "");
  app.decorateRequest("refusal", "");
  app.setErrorHandler(answerErrors(log));
  app.setNotFoundHandler((request, reply) =>
    sendProblem(reply, new HoldfastError("not_found", `${request.method} ${request.url.split("?")[0]?.slice(0, 128)}`)),
  );
  app.addHook("onRequest", (request, reply, done) => {
    void reply.headers(commonHeaders).header("x-request-id", request.id);
    done();
  });

  await app.register(fastifySwagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Holdfast",
        version: "1",
        description:
          "Rooms, tokens and nodes. Errors are application/problem+json. Another method than those described gets 405.",
      },
      components: {
        securitySchemes: {
          bearer: { type: "http", scheme: "bearer", description: "An API key as key:secret, or an admin token." },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  await app.register((routes: HttpApp, _options, done) => {
    routes.addHook("onRequest", (_request, reply, next) => {
      void reply.header("cache-control", "no-store");
      next();
    });
    auditCalls(routes, log);
    const refuseOthers = refuseOtherMethods(routes);
    healthz(routes);
    readyz(routes, deps);
    metrics(routes, deps);
    openapi(routes);
    listNodes(routes, deps);
    cordonNode(routes, deps);
    drainNode(routes, deps);
    listRooms(routes, deps);
    listFailovers(routes, deps);
    configureRoom(routes, deps);
    getRoom(routes, deps);
    deleteRoom(routes, deps);
    participant(routes, deps);
    createToken(routes, deps);
    keys(routes, deps);
    if (deps.dev) {
      devCreateToken(routes, deps);
      devCreateAdminToken(routes, deps);
      devListNodes(routes, deps, deps.dev);
      devKillNode(routes, deps, deps.dev);
      devHangNode(routes, deps.dev);
    }
    refuseOthers();
    done();
  });
  // Not a call of the API: it is not audited, for there is one every second.
  await app.register((routes: HttpApp, _options, done) => {
    announceNode(routes, deps);
    done();
  });
  await servePages(app, folders);
  return app;
}
