// Methods that an address of the API does not take: 405, and Allow names those that it does (RFC 9110, section 15.5.6).

import { HoldfastError } from "../../proto/errors.ts";
import type { HttpApp } from "./app.ts";

/** To be called before the routes are made, and the result after that. */
export function refuseOtherMethods(routes: HttpApp): () => void {
  const taken = new Map<string, Set<string>>();
  routes.addHook("onRoute", ({ url, method }) => {
    const methods = taken.get(url) ?? new Set();
    for (const one of [method].flat()) methods.add(one);
    taken.set(url, methods);
  });
  return () => {
    for (const [url, methods] of taken) {
      const allow = [...methods].toSorted().join(", ");
      routes.route({
        url,
        method: routes.supportedMethods.filter((method) => !methods.has(method)),
        schema: { hide: true },
        config: { audit: false },
        // Before its body is read.
        onRequest: async (_request, reply) => {
          void reply.header("allow", allow);
          throw new HoldfastError("method_not_allowed", `it takes ${allow}`);
        },
        handler: () => {},
      });
    }
  };
}
