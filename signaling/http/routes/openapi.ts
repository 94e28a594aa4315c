import type { HttpApp } from "../app.ts";

export function openapi(app: HttpApp): void {
  app.get("/v1/openapi.json", { schema: { hide: true } }, () => app.swagger());
}
