import { expect, it } from "vitest";
import { signalUrl } from "./signal-url.ts";

it.each([
  ["ws://localhost:7400", "ws://localhost:7400/v1/signal"],
  ["http://localhost:7400/", "ws://localhost:7400/v1/signal"],
  ["https://meet.example/v1/signal", "wss://meet.example/v1/signal"],
  ["wss://meet.example/holdfast/?x=1", "wss://meet.example/holdfast/v1/signal"],
])("%s -> %s", (given, expected) => {
  expect(signalUrl(given)).toBe(expected);
});

it.each(["", "localhost:7400", "ftp://host", undefined, null, 7, {}])("%s is refused", (given) => {
  expect(() => signalUrl(given)).toThrow(expect.objectContaining({ code: "bad_request" }));
});
