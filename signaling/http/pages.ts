// The built pages and the SDK, as files: `/` and `/ops` from web/dist, `/sdk/` from client/dist.

import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { HttpApp } from "./app.ts";

const repository = join(import.meta.dirname, "../..");

export interface PageFolders {
  web: string;
  sdk: string;
}
export const builtPages: PageFolders = { web: join(repository, "web/dist"), sdk: join(repository, "client/dist") };

// Scripts, styles and sockets of this origin only; camera previews and avatars are blobs.
const contentSecurityPolicy = [
  "default-src 'self'",
  "connect-src 'self' ws: wss:",
  "img-src 'self' data: blob:",
  "media-src 'self' blob: mediastream:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

const pageHeaders = {
  "content-security-policy": contentSecurityPolicy,
  "permissions-policy":
    "camera=(self), microphone=(self), display-capture=(self), speaker-selection=(self), geolocation=(), usb=()",
  "cross-origin-opener-policy": "same-origin",
  "referrer-policy": "no-referrer",
};

/** On every reply. */
export const commonHeaders = { "x-content-type-options": "nosniff", "x-frame-options": "DENY" };

const yearSeconds = 365 * 24 * 3600;

export async function servePages(app: HttpApp, { web, sdk }: PageFolders): Promise<void> {
  await app.register(fastifyStatic, {
    root: sdk,
    prefix: "/sdk/",
    allowedPath: (path) => /^\/holdfast-client\.js(\.map)?$/.test(path),
    decorateReply: false,
    setHeaders: (reply) => {
      // Other sites' pages import the SDK from here.
      reply.header("access-control-allow-origin", "*").header("cross-origin-resource-policy", "cross-origin");
    },
  });
  await app.register(fastifyStatic, {
    root: web,
    prefix: "/",
    cacheControl: false,
    setHeaders: (reply, path) => {
      // Vite puts a hash of the content into the names of what lies in assets/.
      const hashed = path.startsWith(join(web, "assets"));
      reply
        .header("cache-control", hashed ? `public, max-age=${yearSeconds}, immutable` : "no-cache")
        .headers(pageHeaders);
    },
  });
  app.get("/ops", { schema: { hide: true } }, (_request, reply) => reply.sendFile("ops/index.html"));
}
