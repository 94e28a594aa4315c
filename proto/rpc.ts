// Requests and replies over any message pipe, used on both hops (client -> replica, replica -> node).
// It knows ids, deadlines and cancellation; sockets and encodings are its owner's.
//
//   RpcCaller    numbers requests, keeps the pending ones, rejects them at their deadline and on close
//   RpcResponder runs one handler per request, answers once, tells the handler when nobody waits any more
//
// Thousands of requests a second go through here: none has a timer or an AbortController of its own (deadlines.ts).

import { Deadlines, type Expiring } from "./deadlines.ts";
import { HoldfastError } from "./errors.ts";
import { maxAnswerWaitMs } from "./limits.ts";

/** A generated message with a oneof `body`, such as Request or Reply. */
interface Envelope {
  id?: number | null;
  timeoutMs?: number | null;
  answerWithinMs?: number | null;
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
  /** The answer may come so much later than it could, and is waited for so much longer. */
  answerWithinMs?: number | undefined;
  signal?: AbortSignal | undefined;
  /** The request that this one is made for: when nobody waits for that any more, this one is cancelled. */
  onBehalfOf?: RunningRequest | undefined;
}

const defaultTimeoutMs = 5_000;

type SendFrame<Req> = (frame: { request: Req } | { cancel: { id: number } }) => void;

export class RpcCaller<Req extends Envelope, Rep extends Envelope> {
  readonly #send: SendFrame<Req>;
  readonly #pending = new Map<number, PendingRequest>();
  readonly #deadlines = new Deadlines();
  #nextId = 1;
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
    { timeoutMs = defaultTimeoutMs, answerWithinMs, signal, onBehalfOf }: CallOptions = {},
  ): Promise<Payload<Rep, Name>> {
    if (this.#closed) return Promise.reject(this.#closed);
    if (signal?.aborted || onBehalfOf?.cancelled) return Promise.reject(new HoldfastError("cancelled"));
    const id = this.#nextId++;
    return new Promise<Payload<Rep, Name>>((resolve, reject) => {
      const waitMs = timeoutMs + (answerWithinMs ?? 0);
      const pending = new PendingRequest(id, name, waitMs, { resolve, reject }, this.#giveUp);
      this.#pending.set(id, pending);
      this.#deadlines.add(pending);
      if (signal) pending.follow(signal);
      onBehalfOf?.whenCancelled(pending);
      this.#send({ request: { id, timeoutMs, answerWithinMs, body: name, [name]: payload } as unknown as Req });
    });
  }

  /** Takes a reply from the pipe. One that nobody waits for any more is dropped. */
  accept(reply: Rep): void {
    const pending = this.#pending.get(reply.id ?? 0);
    if (!pending) return;
    this.#forget(pending);
    const body = reply.body as string | undefined;
    const payload = body === undefined ? undefined : (reply as unknown as Record<string, unknown>)[body];
    if (body === "error") pending.reject(HoldfastError.fromMessage(payload as { code?: string }));
    else if (body === pending.name) pending.resolve(payload);
    else pending.reject(new HoldfastError("bad_frame", `reply to ${pending.name} is ${body ?? "empty"}`));
  }

  /** As an empty reply to each of these requests. */
  acceptDone(ids: readonly number[]): void {
    for (const id of ids) {
      const pending = this.#pending.get(id);
      if (!pending) continue;
      this.#forget(pending);
      pending.resolve({});
    }
  }

  /** Rejects everything pending. Idempotent. */
  close(error: HoldfastError = new HoldfastError("connection_closed")): void {
    this.#closed ??= error;
    for (const pending of this.#pending.values()) {
      this.#forget(pending);
      pending.reject(this.#closed);
    }
  }

  readonly #giveUp = (pending: PendingRequest, code: "timeout" | "cancelled"): void => {
    if (this.#pending.get(pending.id) !== pending) return;
    this.#forget(pending);
    pending.reject(new HoldfastError(code, pending.name));
    this.#send({ cancel: { id: pending.id } });
  };

  #forget(pending: PendingRequest): void {
    this.#pending.delete(pending.id);
    this.#deadlines.delete(pending);
    pending.unfollow();
  }
}

/** A request that was sent, until its reply comes or it is given up. */
class PendingRequest implements Expiring {
  readonly id: number;
  readonly name: string;
  readonly deadlineMs: number;
  readonly resolve: (payload: unknown) => void;
  readonly reject: (error: HoldfastError) => void;
  readonly #giveUp: (pending: PendingRequest, code: "timeout" | "cancelled") => void;
  #signal: AbortSignal | undefined;

  constructor(
    id: number,
    name: string,
    timeoutMs: number,
    { resolve, reject }: { resolve: (payload: never) => void; reject: (error: HoldfastError) => void },
    giveUp: (pending: PendingRequest, code: "timeout" | "cancelled") => void,
  ) {
    this.id = id;
    this.name = name;
    this.deadlineMs = performance.now() + timeoutMs;
    this.resolve = resolve as (payload: unknown) => void;
    this.reject = reject;
    this.#giveUp = giveUp;
  }

  expire(): void {
    this.#giveUp(this, "timeout");
  }

  cancel(): void {
    this.#giveUp(this, "cancelled");
  }

  follow(signal: AbortSignal): void {
    this.#signal = signal;
    signal.addEventListener("abort", this);
  }

  unfollow(): void {
    this.#signal?.removeEventListener("abort", this);
  }

  /** As the listener of its AbortSignal. */
  handleEvent(): void {
    this.cancel();
  }
}

/** One async function per request; the table is exhaustive by type. */
export type RpcHandlers<Req extends Envelope, Rep extends Envelope, Context> = {
  [Name in RpcName<Req, Rep>]: (
    payload: Payload<Req, Name>,
    context: Context,
    running: RunningRequest,
  ) => Promise<Properties<Payload<Rep, Name>>>;
};
type Properties<T> = { [K in keyof T]?: T[K] };

const maxHandlerMs = 30_000;

/** A request that is being answered. Its handler may want to know whether anybody still waits for that. */
export class RunningRequest implements Expiring {
  readonly deadlineMs: number;
  #cancelled = false;
  #dependents: { cancel(): void }[] | undefined;
  #abort: AbortController | undefined;

  constructor(timeoutMs: number) {
    this.deadlineMs = performance.now() + timeoutMs;
  }

  /** Nobody waits for the answer any more. */
  get cancelled(): boolean {
    return this.#cancelled;
  }

  /** For what takes an AbortSignal. Made when it is asked for: most requests are answered without one. */
  get signal(): AbortSignal {
    if (!this.#abort) {
      this.#abort = new AbortController();
      if (this.#cancelled) this.#abort.abort();
    }
    return this.#abort.signal;
  }

  /** What is done on its behalf, and is to end with it. */
  whenCancelled(dependent: { cancel(): void }): void {
    (this.#dependents ??= []).push(dependent);
  }

  /** Idempotent. */
  cancel(): void {
    if (this.#cancelled) return;
    this.#cancelled = true;
    this.#abort?.abort();
    for (const dependent of this.#dependents ?? []) dependent.cancel();
  }

  expire(): void {
    this.cancel();
  }
}

/** May be one object for many responders. */
export interface RpcResponderOptions<Req, Rep, Context> {
  /** `withinMs`: how long it may wait; none but an empty one may. */
  send(reply: Rep, context: Context, withinMs: number): void;
  /** More requests than this at once are answered with too_many_requests. */
  maxPending: number;
  /** Where the deadlines of many responders are kept together; default: of this one alone. */
  deadlines?: Deadlines;
  /** Sees every error before it is answered; foreign errors carry their `cause`. */
  onError?(error: HoldfastError, request: Req, context: Context): void;
}

export class RpcResponder<Req extends Envelope, Rep extends Envelope, Context> {
  readonly #handlers: RpcHandlers<Req, Rep, Context>;
  readonly #options: RpcResponderOptions<Req, Rep, Context>;
  readonly #deadlines: Deadlines;
  /** Only while there are any: most responders are idle most of the time. */
  #running: Map<number, RunningRequest> | undefined;

  constructor(handlers: RpcHandlers<Req, Rep, Context>, options: RpcResponderOptions<Req, Rep, Context>) {
    this.#handlers = handlers;
    this.#options = options;
    this.#deadlines = options.deadlines ?? new Deadlines();
  }

  /** Runs the handler of the request and answers. Never throws, never rejects. */
  async accept(request: Req, context: Context): Promise<void> {
    const id = request.id ?? 0;
    const name = (request.body ?? "") as string;
    if (this.#running?.has(id)) {
      this.#answerError(request, new HoldfastError("duplicate_request_id", `id ${id}`), context);
      return;
    }
    const running = new RunningRequest(Math.min(request.timeoutMs || maxHandlerMs, maxHandlerMs));
    try {
      if ((this.#running?.size ?? 0) >= this.#options.maxPending) throw new HoldfastError("too_many_requests");
      if (!Object.hasOwn(this.#handlers, name)) throw new HoldfastError("unknown_request");
      (this.#running ??= new Map()).set(id, running);
      this.#deadlines.add(running);
      const handler = this.#handlers[name as RpcName<Req, Rep>] as (
        p: unknown,
        c: Context,
        r: RunningRequest,
      ) => Promise<object>;
      const reply = await handler((request as unknown as Record<string, unknown>)[name], context, running);
      if (running.cancelled) return;
      const withinMs = isEmpty(reply) ? Math.min(request.answerWithinMs ?? 0, maxAnswerWaitMs) : 0;
      this.#options.send({ id, body: name, [name]: reply } as unknown as Rep, context, withinMs);
    } catch (thrown) {
      if (!running.cancelled) this.#answerError(request, HoldfastError.from(thrown), context);
    } finally {
      this.#deadlines.delete(running);
      if (this.#running?.get(id) === running) this.#forget(id);
    }
  }

  cancel(id: number): void {
    this.#running?.get(id)?.cancel();
  }

  /** Cancels every running handler; none of them answers any more. Idempotent. */
  close(): void {
    for (const running of this.#running?.values() ?? []) running.cancel();
    this.#running = undefined;
  }

  #forget(id: number): void {
    this.#running?.delete(id);
    if (this.#running?.size === 0) this.#running = undefined;
  }

  #answerError(request: Req, error: HoldfastError, context: Context): void {
    this.#options.onError?.(error, request, context);
    this.#options.send({ id: request.id ?? 0, body: "error", error: error.toMessage() } as unknown as Rep, context, 0);
  }
}

const isEmpty = (reply: object): boolean => Object.keys(reply).length === 0;
