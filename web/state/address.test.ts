import { expect, test } from "vitest";
import { readAddress, roomLink, signalingUrl } from "./address.ts";

test.each([
  ["http://h/?room=Team%20A", { room: "team-a" }],
  ["http://h/#quiet-harbour-42", { room: "quiet-harbour-42" }],
  ["http://h/", {}],
  ["http://h/?room=a#b", { room: "a" }],
  ["http://h/#%E0%A4%A", { room: "e0-a4-a" }],
])("%s", (href, address) => {
  expect(readAddress(href)).toEqual(address);
});

test("a token is taken from the fragment and out of the address", () => {
  expect(readAddress("https://h/?room=a#token=x.y.z")).toEqual({
    room: "a",
    token: "x.y.z",
    cleaned: "https://h/?room=a",
  });
  expect(readAddress("https://h/#room=b&token=x.y.z")).toEqual({
    room: "b",
    token: "x.y.z",
    cleaned: "https://h/#room=b",
  });
  expect(readAddress("https://h/#token=")).toEqual({ cleaned: "https://h/" });
});

test("the link to a room carries nothing else", () => {
  expect(roomLink("https://h/?room=old&x=1#token=t", "new")).toBe("https://h/?room=new");
});

test("signaling is where the page came from", () => {
  expect(signalingUrl("https://h:8443/x?y")).toBe("wss://h:8443");
  expect(signalingUrl("http://localhost:7400/")).toBe("ws://localhost:7400");
});
