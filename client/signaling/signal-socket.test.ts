import { fc, test } from "@fast-check/vitest";
import { expect, it, vi } from "vitest";
import { closeError, SignalSocket, type SocketLike } from "./signal-socket.ts";

function fakeSocket() {
  const closeCodes: (number | undefined)[] = [];
  const client: SocketLike = {
    binaryType: "",
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    send: () => {},
    close: (code) => void closeCodes.push(code),
  };
  return { client, closeCodes };
}

async function opened(hooks = { onEvent: vi.fn(), onClosed: vi.fn() }) {
  const { client, closeCodes } = fakeSocket();
  const opening = SignalSocket.open("ws://test", () => client, hooks);
  (client.onopen as unknown as () => void)();
  return { client, closeCodes, hooks, socket: await opening };
}

test.prop([fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.string(), fc.anything())])(
  "whatever a server sends, nothing is thrown into the page",
  async (data) => {
    const { client, hooks, socket } = await opened();
    const bytes = data instanceof Uint8Array ? new Uint8Array(data).buffer : data;
    expect(() => client.onmessage?.({ data: bytes })).not.toThrow();
    for (const [error] of hooks.onClosed.mock.calls) expect(error).toMatchObject({ code: "connection_closed" });
    socket.close(closeError(1006));
  },
);

it("pending requests end with the socket", async () => {
  const { client, hooks, socket } = await opened();
  const leaving = socket.request("leave", {});
  client.onclose?.({ code: 1006 });
  await expect(leaving).rejects.toMatchObject({ code: "connection_closed" });
  expect(hooks.onClosed).toHaveBeenCalledTimes(1);
});

it("pings that are not answered end it as well", async () => {
  vi.useFakeTimers();
  try {
    const { hooks, socket } = await opened();
    socket.startPing(5_000);
    await vi.advanceTimersByTimeAsync(10_900);
    expect(hooks.onClosed).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200);
    expect(hooks.onClosed.mock.calls[0]?.[0]).toMatchObject({ code: "timeout" });
  } finally {
    vi.useRealTimers();
  }
});

it.each([
  [1006, "connection_closed"],
  [1001, "connection_closed"],
  [4410, "replaced"],
  [4411, "removed"],
  [4413, "shutting_down"],
  [4999, "connection_closed"],
])("close code %i means %s", (code, expected) => {
  expect(closeError(code).code).toBe(expected);
});
