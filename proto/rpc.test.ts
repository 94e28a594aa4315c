import { describe, expect, it, vi } from "vitest";
import type { Reply, Request } from "./codec.ts";
import { HoldfastError } from "./errors.ts";
import { nextId, RpcCaller, type RpcHandlers, RpcResponder } from "./rpc.ts";

type Handlers = RpcHandlers<Request, Reply, string>;

/** A caller and a responder joined back to back. */
function pair(handlers: Partial<Handlers>, maxPending = 4) {
  const cancelled: number[] = [];
  const caller = new RpcCaller<Request, Reply>((frame) => {
    if ("request" in frame) responder.accept(frame.request, "context");
    else {
      cancelled.push(frame.cancel.id);
      responder.cancel(frame.cancel.id);
    }
  });
  const onError = vi.fn<(error: HoldfastError, request: Request) => void>();
  const responder = new RpcResponder<Request, Reply, string>(handlers as Handlers, {
    send: (reply) => caller.accept(reply),
    maxPending,
    onError,
  });
  return { caller, responder, cancelled, onError };
}

/** What was resolved has had its effects. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

const never = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(new Error("nobody waits"))));

describe("RpcCaller and RpcResponder", () => {
  it("resolves with the reply of the request's name", async () => {
    const { caller } = pair({ ping: async ({ sentAtMs }) => ({ sentAtMs: sentAtMs ?? 0, serverAtMs: 7 }) });
    await expect(caller.request("ping", { sentAtMs: 5 })).resolves.toMatchObject({ sentAtMs: 5, serverAtMs: 7 });
    expect(caller.pendingCount).toBe(0);
  });

  it("keeps concurrent requests apart", async () => {
    const { caller } = pair({ ping: async ({ sentAtMs }) => ({ sentAtMs: sentAtMs ?? 0 }) });
    const replies = await Promise.all([1, 2, 3].map((sentAtMs) => caller.request("ping", { sentAtMs })));
    expect(replies.map((reply) => reply.sentAtMs)).toEqual([1, 2, 3]);
  });

  it("rejects with the handler's code", async () => {
    const { caller } = pair({
      ping: async () => {
        throw new HoldfastError("forbidden");
      },
    });
    await expect(caller.request("ping", {})).rejects.toMatchObject({ code: "forbidden" });
  });

  it("answers a foreign error as internal, without its text", async () => {
    const { caller, onError } = pair({
      ping: async () => {
        throw new Error("the password is 1234");
      },
    });
    const error = (await caller.request("ping", {}).catch((e: unknown) => e)) as HoldfastError;
    expect(error.code).toBe("internal");
    expect(error.message).not.toContain("1234");
    expect((onError.mock.calls[0]![0].cause as Error).message).toContain("1234");
    expect(onError.mock.calls[0]![1].id).toBeGreaterThan(0);
  });

  it("rejects at the deadline, cancels, and tells the handler", async () => {
    vi.useFakeTimers();
    let told = false;
    const { caller, cancelled } = pair({
      ping: (_, __, signal) => {
        signal.addEventListener("abort", () => (told = true));
        return never(signal);
      },
    });
    const outcome = caller.request("ping", {}, { timeoutMs: 1_000 }).catch((e: HoldfastError) => e.code);
    await vi.advanceTimersByTimeAsync(999);
    expect(cancelled).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    await expect(outcome).resolves.toBe("timeout");
    expect(cancelled).toEqual([1]);
    expect(told).toBe(true);
    vi.useRealTimers();
  });

  it("rejects when its signal aborts", async () => {
    const { caller } = pair({ ping: (_, __, signal) => never(signal) });
    const abort = new AbortController();
    const outcome = caller.request("ping", {}, { signal: abort.signal });
    abort.abort();
    await expect(outcome).rejects.toMatchObject({ code: "cancelled" });
    await expect(caller.request("ping", {}, { signal: abort.signal })).rejects.toMatchObject({ code: "cancelled" });
  });

  it("ends what was asked on behalf of a request that nobody waits for any more", async () => {
    const behind = pair({ ping: (_, __, signal) => never(signal) });
    const asked: Promise<unknown>[] = [];
    const front = pair({
      ping: (_, __, signal) => {
        asked.push(behind.caller.request("ping", {}, { signal }));
        return asked[0] as Promise<object>;
      },
    });
    const abort = new AbortController();
    const outcome = front.caller.request("ping", {}, { signal: abort.signal });
    abort.abort();
    await expect(outcome).rejects.toMatchObject({ code: "cancelled" });
    await expect(asked[0]).rejects.toMatchObject({ code: "cancelled" });
    expect(behind.cancelled).toEqual([1]);
    expect(behind.caller.pendingCount).toBe(0);
  });

  it("answers as internal what it cannot send", async () => {
    const replies: Reply[] = [];
    const send = (reply: Reply): void => {
      if (reply.body !== "error") throw new RangeError("too deep");
      replies.push(reply);
    };
    const ping: Handlers["ping"] = async () => ({});
    const responder = new RpcResponder<Request, Reply, string>({ ping } as Handlers, { send, maxPending: 4 });
    responder.accept({ id: 3, body: "ping", ping: {} }, "");
    await settled();
    expect(replies).toMatchObject([{ id: 3, body: "error", error: { code: "internal" } }]);
  });

  it("numbers requests within uint32: begins again at 1, and skips what is still under way", () => {
    expect(nextId(0, new Set())).toBe(1);
    expect(nextId(0xffff_fffe, new Set())).toBe(0xffff_ffff);
    expect(nextId(0xffff_ffff, new Set())).toBe(1);
    expect(nextId(0xffff_ffff, new Set([1, 2]))).toBe(3);
    expect(nextId(0xffff_fffd, new Set([0xffff_fffe, 0xffff_ffff, 1]))).toBe(2);
  });

  it("rejects everything pending on close, and what comes after", async () => {
    const { caller } = pair({ ping: (_, __, signal) => never(signal) });
    const outcome = caller.request("ping", {});
    caller.close();
    caller.close();
    await expect(outcome).rejects.toMatchObject({ code: "connection_closed" });
    await expect(caller.request("ping", {})).rejects.toMatchObject({ code: "connection_closed" });
  });

  it("refuses a duplicate id without touching the first request", async () => {
    const replies: Reply[] = [];
    const first = Promise.withResolvers<object>();
    const responder = new RpcResponder<Request, Reply, string>(
      { ping: () => first.promise } as Partial<Handlers> as Handlers,
      {
        send: (reply) => replies.push(reply),
        maxPending: 4,
      },
    );
    const request: Request = { id: 9, body: "ping", ping: {} };
    responder.accept(request, "");
    responder.accept(request, "");
    expect(replies).toMatchObject([{ id: 9, body: "error", error: { code: "duplicate_request_id" } }]);
    first.resolve({});
    await settled();
    expect(replies[1]).toMatchObject({ id: 9, body: "ping" });
  });

  it("bounds the requests under way", async () => {
    const { caller } = pair({ ping: (_, __, signal) => never(signal) }, 2);
    const outcomes = [1, 2, 3].map(() => caller.request("ping", {}).catch((e: HoldfastError) => e.code));
    await expect(outcomes[2]).resolves.toBe("too_many_requests");
    caller.close();
  });

  it("answers a request that it does not know", async () => {
    const { caller } = pair({});
    await expect(caller.request("ping", {})).rejects.toMatchObject({ code: "unknown_request" });
  });

  it("rejects a reply of another name", async () => {
    const caller = new RpcCaller<Request, Reply>(() => {});
    const outcome = caller.request("ping", {});
    caller.accept({ id: 1, body: "leave", leave: {} });
    await expect(outcome).rejects.toMatchObject({ code: "bad_frame" });
  });

  it("is silent about replies that nobody waits for, and answers nothing after close", async () => {
    const { caller, responder } = pair({ ping: (_, __, signal) => never(signal) });
    caller.accept({ id: 77, body: "ping", ping: {} });
    const outcome = caller.request("ping", {}, { timeoutMs: 50 }).catch((e: HoldfastError) => e.code);
    responder.close();
    await expect(outcome).resolves.toBe("timeout");
  });
});
