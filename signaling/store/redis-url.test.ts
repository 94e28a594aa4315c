import { describe, expect, it } from "vitest";
import { describeRedis, parseRedisUrl } from "./redis-url.ts";

const target = (url: string) => {
  const result = parseRedisUrl(url);
  if ("problem" in result) throw new Error(result.problem);
  return result.target;
};
const problem = (url: string) => {
  const result = parseRedisUrl(url);
  return "problem" in result ? result.problem : "none";
};

describe("a Redis URL", () => {
  it("names one server, with or without TLS", () => {
    expect(target("redis://localhost")).toMatchObject({
      kind: "single",
      tls: false,
      addresses: [{ host: "localhost", port: 6379 }],
      database: 0,
      username: undefined,
      password: undefined,
    });
    expect(target("rediss://app:p%40ss%2Fword@[::1]:7000/3")).toMatchObject({
      kind: "single",
      tls: true,
      addresses: [{ host: "::1", port: 7000 }],
      database: 3,
      username: "app",
      password: "p@ss/word",
    });
    expect(target("redis://:only-password@h")).toMatchObject({ username: undefined, password: "only-password" });
  });

  it("names sentinels and the master", () => {
    expect(target("redis+sentinel://:pw@h1,h2:5000/mymaster/2")).toMatchObject({
      kind: "sentinel",
      addresses: [
        { host: "h1", port: 26_379 },
        { host: "h2", port: 5000 },
      ],
      masterName: "mymaster",
      database: 2,
    });
  });

  it("names some nodes of a cluster", () => {
    expect(target("rediss+cluster://h1:1,h2:2")).toMatchObject({ kind: "cluster", tls: true, database: 0 });
  });

  it.each([
    ["", "must look like"],
    ["localhost:6379", "must look like"],
    ["http://localhost", "must begin with one of redis://"],
    ["redis://", "must look like"],
    ["redis://h1,h2", "names several hosts"],
    ["redis://h:0", "no host and port at place 1"],
    ["redis+cluster://h,h:99999", "no host and port at place 2"],
    ["redis://h/one", "no database number"],
    ["redis://h/1/2", "no database number"],
    ["redis+cluster://h/1", "a cluster has only 0"],
    ["redis+sentinel://h", "must name the master"],
    ["redis://u:%zz@h", "not percent-encoded"],
    ["redis://h?db=1", "must look like"],
  ])("%j is refused", (url, why) => expect(problem(url)).toContain(why));

  it("is never shown with its password, not even a broken one", () => {
    expect(describeRedis(target("rediss://app:hunter2@h:1/3"))).toBe("rediss://h:1/3");
    expect(describeRedis(target("redis+sentinel://app:hunter2@h1,[::1]:2/m"))).toBe(
      "redis+sentinel://h1:26379,[::1]:2/m/0",
    );
    for (const url of ["redis://u:hun/ter2@h", "redis://u:hunter2@", "x://u:hunter2@h", "redis://u:hunter2@h,,"])
      expect(problem(url)).not.toMatch(/hun|ter2/);
  });
});
