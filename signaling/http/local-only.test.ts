import { describe, expect, it } from "vitest";
import { checkLocal } from "./local-only.ts";

describe("dev routes are for pages of this server on this machine", () => {
  it.each([
    [{ host: "localhost:7400" }],
    [{ host: "localhost" }],
    [{ host: "127.0.0.1:7400" }],
    [{ host: "[::1]:7400" }],
    [{ host: "localhost:7400", origin: "http://localhost:7400" }],
  ])("takes %j", (headers) => {
    expect(() => checkLocal(headers)).not.toThrow();
  });

  it.each([
    [{}],
    [{ host: "" }],
    [{ host: "evil.example:7400" }],
    [{ host: "localhost.evil.example:7400" }],
    [{ host: "127.0.0.1.nip.io:7400" }],
    [{ host: "evil.example@localhost", origin: "http://evil.example" }],
    [{ host: "192.168.1.5:7400" }],
    [{ host: "localhost:7400", origin: "http://localhost:8080" }],
    [{ host: "localhost:7400", origin: "https://evil.example" }],
    [{ host: "localhost:7400", origin: "null" }],
    [{ host: "localhost:7400", origin: "http://127.0.0.1:7400" }],
  ])("refuses %j", (headers) => {
    expect(() => checkLocal(headers)).toThrow(expect.objectContaining({ code: "forbidden" }));
  });
});
