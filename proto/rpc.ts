// Requests and replies over any message pipe, used on both hops (client -> replica, replica -> node).
// It knows ids, deadlines and cancellation; sockets and encodings are its owner's.
//
//   RpcCaller    numbers requests, keeps the pending ones, rejects them at their deadline and on close
//   RpcResponder runs one handler per request, answers once, aborts the handler's signal when nobody waits any more

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
/** Ids are uint32 on the wire; 0 reads as absent. */
const maxId = 0xffff_ffff;

/** What a caller sends, as the frames of both protocols have it. */
export type CallFrame<Req> = { kind: "request"; request: Req } | { kind: "cancel"; cancel: { id: number } };
type SendFrame<Req> = (frame: CallFrame<Req>) => void;

interface PendingRequest {
  name: string;
  resolve(payload: object): void;
  reject(error: HoldfastError): void;
}

export class RpcCaller<Req extends Envelope, Rep extends Envelope> {
  readonly #send: SendFrame<Req>;
  readonly #pending = new Map<number, PendingRequest>();
  #lastId = 0;
  #closed: HoldfastError | undefined;

  constructor(send: SendFrame<Req>) {
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
    { timeoutMs = defaultTimeoutMs, signal }: CallOptions = {},
  ): Promise<Payload<Rep, Name>> {
    if (this.#closed) return Promise.reject(this.#closed);
    if (signal?.aborted) return Promise.reject(new HoldfastError("cancelled"));
    const id = nextId(this.#lastId, this.#pending);
    this.#lastId = id;
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        this.#pending.delete(id);
        clearTimeout(timer);
        signal?.removeEventListener("abort", onAbort);
      };
      const giveUp = (code: "timeout" | "cancelled"): void => {
        settle();
        reject(new HoldfastError(code, name));
        this.#send({ kind: "cancel", cancel: { id } });
      };
      const onAbort = (): void => giveUp("cancelled");
      const timer = setTimeout(giveUp, timeoutMs, "timeout");
      signal?.addEventListener("abort", onAbort);
      this.#pending.set(id, {
        name,
        resolve: (reply) => {
          settle();
          resolve(reply as Payload<Rep, Name>);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
      });
      this.#send({ kind: "request", request: { id, timeoutMs, body: name, [name]: payload } as unknown as Req });
    });
  }

  /** Whether somebody waits for the reply to this request. */
  awaits(id: number): boolean {
    return this.#pending.has(id);
  }

  /** Takes a reply from the pipe. One that nobody waits for any more is dropped. */
  accept(reply: Rep): void {
    const pending = this.#pending.get(reply.id ?? 0);
    if (!pending) return;
    const body = reply.body as string | undefined;
    const payload = body === undefined ? undefined : (reply as unknown as Record<string, unknown>)[body];
    if (body === "error") pending.reject(HoldfastError.fromMessage(payload as { code?: string }));
    else if (body === pending.name) pending.resolve(payload as object);
    else pending.reject(new HoldfastError("bad_frame", `reply to ${pending.name} is ${body ?? "empty"}`));
  }

  /** Rejects everything pending. Idempotent. */
  close(error: HoldfastError = new HoldfastError("connection_closed")): void {
    this.#closed ??= error;
    for (const pending of this.#pending.values()) pending.reject(this.#closed);
  }
}

/** Begins again at 1 after the largest; skips those still in use. */
export function nextId(lastId: number, inUse: { has(id: number): boolean }): number {
  let id = lastId;
  do id = id >= maxId ? 1 : id + 1;
  while (inUse.has(id));
  return id;
}

/** One function per request; the table is exhaustive by type. The signal aborts when nobody waits for the answer. */
export type RpcHandlers<Req extends Envelope, Rep extends Envelope, Context> = {
  [Name in RpcName<Req, Rep>]: (
    payload: Payload<Req, Name>,
    context: Context,
    signal: AbortSignal,
  ) => Promise<Properties<Payload<Rep, Name>>>;
};
type Properties<T> = { [K in keyof T]?: T[K] };

const maxHandlerMs = 30_000;

/** May be one object for many responders. */
export interface RpcResponderOptions<Req, Rep, Context> {
  send(reply: Rep, context: Context): void;
  /** More requests than this at once are answered with too_many_requests. */
  maxPending: number;
  /** Sees every error before it is answered; foreign errors carry their `cause`. */
  onError?(error: HoldfastError, request: Req, context: Context): void;
}

export class RpcResponder<Req extends Envelope, Rep extends Envelope, Context> {
  readonly #handlers: RpcHandlers<Req, Rep, Context>;
  readonly #options: RpcResponderOptions<Req, Rep, Context>;
  readonly #running = new Map<number, AbortController>();

  constructor(handlers: RpcHandlers<Req, Rep, Context>, options: RpcResponderOptions<Req, Rep, Context>) {
    this.#handlers = handlers;
    this.#options = options;
  }

  /** Runs the handler of the request and answers. Never throws. */
  accept(request: Req, context: Context): void {
    const id = request.id ?? 0;
    if (this.#running.has(id))
      this.#answerError(request, new HoldfastError("duplicate_request_id", `id ${id}`), context);
    else if (this.#running.size >= this.#options.maxPending)
      this.#answerError(request, new HoldfastError("too_many_requests"), context);
    else void this.#run(id, request, context);
  }

  async #run(id: number, request: Req, context: Context): Promise<void> {
    const name = (request.body ?? "") as string;
    const abort = new AbortController();
    const { signal } = abort;
    this.#running.set(id, abort);
    const timeoutMs = Math.min(request.timeoutMs || maxHandlerMs, maxHandlerMs);
    const timer = setTimeout(() => abort.abort(), timeoutMs);
    try {
      if (!Object.hasOwn(this.#handlers, name)) throw new HoldfastError("unknown_request");
      const handler = this.#handlers[name as RpcName<Req, Rep>] as (
        payload: unknown,
        context: Context,
        signal: AbortSignal,
      ) => Promise<object>;
      const reply = await handler((request as unknown as Record<string, unknown>)[name], context, signal);
      if (!signal.aborted) this.#options.send({ id, body: name, [name]: reply } as unknown as Rep, context);
    } catch (thrown) {
      if (!signal.aborted) this.#answerError(request, HoldfastError.from(thrown), context);
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

  #answerError(request: Req, error: HoldfastError, context: Context): void {
    this.#options.onError?.(error, request, context);
    this.#options.send({ id: request.id ?? 0, body: "error", error: error.toMessage() } as unknown as Rep, context);
  }
}
