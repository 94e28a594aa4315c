// Requests and replies over any message pipe, used on both hops (client -> replica, replica -> node).
// It knows ids, deadlines and cancellation; sockets and encodings are its owner's.
//
//   RpcCaller    numbers requests, keeps the pending ones, rejects them at their deadline and on close
//   RpcResponder runs one handler per request, answers once, aborts the handler when nobody waits any more

import { HoldfastError } from "./errors.ts";

/** A generated message with a oneof `body`, such as Request or Reply. */
interface Envelope {
  id?: number | null;
  timeoutMs?: number | null;
  body?: string | undefined;
}
export type BodyName<E extends Envelope> = Extract<NonNullable<E["body"]>, string>;
// The generated unions have one member per body; distribute over them to find the payload of one name.
export type Payload<E, Name extends string> = E extends { body?: Name } & Record<Name, infer P>
  ? NonNullable<P>
  : never;

/** Names that are both a request and its reply. */
export type RpcName<Req extends Envelope, Rep extends Envelope> = BodyName<Req> & BodyName<Rep>;

export interface CallOptions {
  timeoutMs?: number;
  signal?: AbortSignal | undefined;
}

const defaultTimeoutMs = 5_000;

interface Pending {
  name: string;
  settle(outcome: unknown): void;
}

export class RpcCaller<Req extends Envelope, Rep extends Envelope> {
  readonly #send: (frame: { request: Req } | { cancel: { id: number } }) => void;
  readonly #pending = new Map<number, Pending>();
  #nextId = 1;
  #closed: HoldfastError | undefined;

  constructor(send: (frame: { request: Req } | { cancel: { id: number } }) => void) {
    this.#send = send;
  }

  get pendingCount(): number {
    return this.#pending.size;
  }

  /**
   * Sends one request and resolves with the reply of the same name.
   * @throws HoldfastError: the reply's own error, `timeout`, `cancelled`, or `connection_closed`.
   */
  request<Name extends RpcName<Req, Rep>>(
    name: Name,
    payload: Payload<Req, Name>,
    options: CallOptions = {},
  ): Promise<Payload<Rep, Name>> {
    const { timeoutMs = defaultTimeoutMs, signal } = options;
    if (this.#closed) return Promise.reject(this.#closed);
    if (signal?.aborted) return Promise.reject(new HoldfastError("cancelled"));
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const giveUp = (code: "timeout" | "cancelled"): void => {
        this.#pending.get(id)?.settle(new HoldfastError(code, name));
        this.#send({ cancel: { id } });
      };
      const timer = setTimeout(() => giveUp("timeout"), timeoutMs);
      const onAbort = (): void => giveUp("cancelled");
      signal?.addEventListener("abort", onAbort, { once: true });
      this.#pending.set(id, {
        name,
        settle: (outcome) => {
          this.#pending.delete(id);
          clearTimeout(timer);
          signal?.removeEventListener("abort", onAbort);
          if (outcome instanceof HoldfastError) reject(outcome);
          else resolve(outcome as Payload<Rep, Name>);
        },
      });
      this.#send({ request: { id, timeoutMs, body: name, [name]: payload } as unknown as Req });
    });
  }

  /** Takes a reply from the pipe. One that nobody waits for any more is dropped. */
  accept(reply: Rep): void {
    const pending = this.#pending.get(reply.id ?? 0);
    if (!pending) return;
    const body = reply.body as string | undefined;
    const payload = body === undefined ? undefined : (reply as unknown as Record<string, unknown>)[body];
    if (body === "error") pending.settle(HoldfastError.fromMessage(payload as { code?: string }));
    else if (body === pending.name) pending.settle(payload);
    else pending.settle(new HoldfastError("bad_frame", `reply to ${pending.name} is ${body ?? "empty"}`));
  }

  /** Rejects everything pending. Idempotent. */
  close(error: HoldfastError = new HoldfastError("connection_closed")): void {
    this.#closed ??= error;
    for (const pending of this.#pending.values()) pending.settle(this.#closed);
  }
}

/** One async function per request; the table is exhaustive by type. */
export type RpcHandlers<Req extends Envelope, Rep extends Envelope, Context> = {
  [Name in RpcName<Req, Rep>]: (
    payload: Payload<Req, Name>,
    context: Context,
    signal: AbortSignal,
  ) => Promise<Properties<Payload<Rep, Name>>>;
};
type Properties<T> = { [K in keyof T]?: T[K] };

const maxHandlerMs = 30_000;

export interface RpcResponderOptions<Req, Rep> {
  send(reply: Rep): void;
  /** More requests than this at once are answered with too_many_requests. */
  maxPending: number;
  /** Sees every error before it is answered; foreign errors carry their `cause`. */
  onError?(error: HoldfastError, request: Req): void;
}

export class RpcResponder<Req extends Envelope, Rep extends Envelope, Context> {
  readonly #handlers: RpcHandlers<Req, Rep, Context>;
  readonly #options: RpcResponderOptions<Req, Rep>;
  readonly #running = new Map<number, AbortController>();

  constructor(handlers: RpcHandlers<Req, Rep, Context>, options: RpcResponderOptions<Req, Rep>) {
    this.#handlers = handlers;
    this.#options = options;
  }

  /** Runs the handler of the request and answers. Never throws, never rejects. */
  async accept(request: Req, context: Context): Promise<void> {
    const id = request.id ?? 0;
    const name = (request.body ?? "") as string;
    if (this.#running.has(id)) {
      this.#answerError(request, new HoldfastError("duplicate_request_id", `id ${id}`));
      return;
    }
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), Math.min(request.timeoutMs || maxHandlerMs, maxHandlerMs));
    try {
      if (this.#running.size >= this.#options.maxPending) throw new HoldfastError("too_many_requests");
      if (!Object.hasOwn(this.#handlers, name)) throw new HoldfastError("unknown_request");
      this.#running.set(id, abort);
      const handler = this.#handlers[name as RpcName<Req, Rep>] as (
        p: unknown,
        c: Context,
        s: AbortSignal,
      ) => Promise<unknown>;
      const reply = await handler((request as unknown as Record<string, unknown>)[name], context, abort.signal);
      if (!abort.signal.aborted) this.#options.send({ id, body: name, [name]: reply } as unknown as Rep);
    } catch (thrown) {
      if (!abort.signal.aborted) this.#answerError(request, HoldfastError.from(thrown));
    } finally {
      clearTimeout(timer);
      if (this.#running.get(id) === abort) this.#running.delete(id);
    }
  }

  cancel(id: number): void {
    this.#running.get(id)?.abort();
  }

  /** Aborts every running handler; none of them answers any more. Idempotent. */
  close(): void {
    for (const abort of this.#running.values()) abort.abort();
    this.#running.clear();
  }

  #answerError(request: Req, error: HoldfastError): void {
    this.#options.onError?.(error, request);
    this.#options.send({ id: request.id ?? 0, body: "error", error: error.toMessage() } as unknown as Rep);
  }
}
