import { expect, it } from "vitest";
import { RequestLimits } from "./request-limits.ts";

it("takes the rate and the burst of each caller, and not one more", async () => {
  const limits = new RequestLimits({ httpRequestsPerSecond: 2, httpRequestBurst: 3 });
  for (let i = 0; i < 5; i++) await limits.take("key:a");
  await expect(limits.take("key:a")).rejects.toMatchObject({ code: "too_many_requests" });
  await expect(limits.take("key:b")).resolves.toBeUndefined();
});
