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

/** Somebody who waits for an answer that others are asked for. */
export interface Waiting {
  /** Nobody waits any more. */
  readonly cancelled: boolean;
  /** What is done on their behalf, and is to end with it. */
  whenCancelled(dependent: { cancel(): void }): void;
}

export interface CallOptions {
  timeoutMs?: number;
  /** The answer may come so much later than it could, and is waited for so much longer. */
  answerWithinMs?: number | undefined;
  signal?: AbortSignal | undefined;
  /** The request that this one is made for: when nobody waits for that any more, this one is cancelled. */
  onBehalfOf?: Waiting | undefined;
}

const defaultTimeoutMs = 5_000;

/** What a caller sends, as the frames of both protocols have it. */
export type CallFrame<Req> = { kind: "request"; request: Req } | { kind: "cancel"; cancel: { id: number } };
type SendFrame<Req> = (frame: CallFrame<Req>) => void;

/** Who waits for a reply: one of the two is called, once. */
export interface Asker {
  resolve(payload: object): void;
  reject(error: HoldfastError): void;
}

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
    options: CallOptions = {},
  ): Promise<Payload<Rep, Name>> {
    return new Promise((resolve, reject) =>
      this.ask(name, payload, options, { resolve: resolve as (payload: object) => void, reject }),
    );
  }

  /** As `request`, for what is asked so often that a promise for each would be most of the work. */
  ask<Name extends RpcName<Req, Rep>>(
    name: Name,
    payload: Payload<Req, Name>,
    { timeoutMs = defaultTimeoutMs, answerWithinMs, signal, onBehalfOf }: CallOptions,
    asker: Asker,
  ): void {
    if (this.#closed) return asker.reject(this.#closed);
    if (signal?.aborted || onBehalfOf?.cancelled) return asker.reject(new HoldfastError("cancelled"));
    const id = this.#nextId++;
    const pending = new PendingRequest(id, name, timeoutMs + (answerWithinMs ?? 0), asker, this.#giveUp);
    this.#pending.set(id, pending);
    this.#deadlines.add(pending);
    if (signal) pending.follow(signal);
    onBehalfOf?.whenCancelled(pending);
    const sent = { id, timeoutMs, answerWithinMs, body: name, [name]: payload };
    this.#send({ kind: "request", request: sent as unknown as Req });
  }

  /** Takes a reply from the pipe. One that nobody waits for any more is dropped. */
  accept(reply: Rep): void {
    const pending = this.#pending.get(reply.id ?? 0);
    if (!pending) return;
    this.#forget(pending);
    const body = reply.body as string | undefined;
    const payload = body === undefined ? undefined : (reply as unknown as Record<string, unknown>)[body];
    const { asker } = pending;
    if (body === "error") asker.reject(HoldfastError.fromMessage(payload as { code?: string }));
    else if (body === pending.name) asker.resolve(payload as object);
    else asker.reject(new HoldfastError("bad_frame", `reply to ${pending.name} is ${body ?? "empty"}`));
  }

  /** As an empty reply to each of these requests. */
  acceptDone(ids: readonly number[]): void {
    for (const id of ids) {
      const pending = this.#pending.get(id);
      if (!pending) continue;
      this.#forget(pending);
      pending.asker.resolve({});
    }
  }

  /** Rejects everything pending. Idempotent. */
  close(error: HoldfastError = new HoldfastError("connection_closed")): void {
    this.#closed ??= error;
    for (const pending of this.#pending.values()) {
      this.#forget(pending);
      pending.asker.reject(this.#closed);
    }
  }

  readonly #giveUp = (pending: PendingRequest, code: "timeout" | "cancelled"): void => {
    if (this.#pending.get(pending.id) !== pending) return;
    this.#forget(pending);
    pending.asker.reject(new HoldfastError(code, pending.name));
    this.#send({ kind: "cancel", cancel: { id: pending.id } });
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
  readonly asker: Asker;
  readonly #giveUp: (pending: PendingRequest, code: "timeout" | "cancelled") => void;
  #signal: AbortSignal | undefined;

  constructor(
    id: number,
    name: string,
    timeoutMs: number,
    asker: Asker,
    giveUp: (pending: PendingRequest, code: "timeout" | "cancelled") => void,
  ) {
    this.id = id;
    this.name = name;
    this.deadlineMs = performance.now() + timeoutMs;
    this.asker = asker;
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

/**
 * One function per request; the table is exhaustive by type. It answers with what it returns, or returns nothing and
 * sees to it that the running request is resolved or rejected.
 */
export type RpcHandlers<Req extends Envelope, Rep extends Envelope, Context> = {
  [Name in RpcName<Req, Rep>]: (
    payload: Payload<Req, Name>,
    context: Context,
    running: RunningRequest,
  ) => Promise<Properties<Payload<Rep, Name>>> | undefined;
};
type Properties<T> = { [K in keyof T]?: T[K] };

const maxHandlerMs = 30_000;

/** Who runs requests. */
interface Answering<Req, Context> {
  answer(running: RunningRequest<Req, Context>, reply: object): void;
  refuse(running: RunningRequest<Req, Context>, thrown: unknown): void;
}

/** A request that is being answered. Its handler may want to know whether anybody still waits for that. */
export class RunningRequest<Req = unknown, Context = unknown> implements Expiring, Asker, Waiting {
  readonly id: number;
  readonly request: Req;
  readonly context: Context;
  readonly deadlineMs: number;
  readonly #answering: Answering<Req, Context>;
  #cancelled = false;
  #settled = false;
  #dependents: { cancel(): void }[] | undefined;

  constructor(id: number, request: Req, context: Context, timeoutMs: number, answering: Answering<Req, Context>) {
    this.id = id;
    this.request = request;
    this.context = context;
    this.deadlineMs = performance.now() + timeoutMs;
    this.#answering = answering;
  }

  /** Answers it. */
  resolve(reply: object): void {
    this.#answering.answer(this, reply);
  }

  /** Answers it with the error; a foreign one as `internal`. */
  reject(thrown: unknown): void {
    this.#answering.refuse(this, thrown);
  }

  /** An answer is to go out. False when nobody waits for it, or there was one already. */
  settle(): boolean {
    if (this.#settled || this.#cancelled) return false;
    this.#settled = true;
    return true;
  }

  get cancelled(): boolean {
    return this.#cancelled;
  }

  whenCancelled(dependent: { cancel(): void }): void {
    if (this.#dependents) this.#dependents.push(dependent);
    else this.#dependents = [dependent];
  }

  /** Idempotent. */
  cancel(): void {
    if (this.#cancelled) return;
    this.#cancelled = true;
    for (const dependent of this.#dependents ?? []) dependent.cancel();
  }

  expire(): void {
    this.cancel();
  }
}

/** May be one object for many responders. */
export interface RpcResponderOptions<Req, Rep, Context> {
  send(reply: Rep, context: Context): void;
  /** An answer that says nothing but that it is done, and may wait; without this, none does. */
  hold?(id: number, withinMs: number, context: Context): void;
  /** More requests than this at once are answered with too_many_requests. */
  maxPending: number;
  /** Where the deadlines of many responders are kept together; default: of this one alone. */
  deadlines?: Deadlines;
  /** Sees every error before it is answered; foreign errors carry their `cause`. */
  onError?(error: HoldfastError, request: Req, context: Context): void;
}

export class RpcResponder<Req extends Envelope, Rep extends Envelope, Context> implements Answering<Req, Context> {
  readonly #handlers: RpcHandlers<Req, Rep, Context>;
  readonly #options: RpcResponderOptions<Req, Rep, Context>;
  readonly #deadlines: Deadlines;
  /** Most responders have none most of the time, and then one. */
  #running: RunningRequest | undefined;
  /** Those that came while there was one. */
  #others: Map<number, RunningRequest> | undefined;

  constructor(handlers: RpcHandlers<Req, Rep, Context>, options: RpcResponderOptions<Req, Rep, Context>) {
    this.#handlers = handlers;
    this.#options = options;
    this.#deadlines = options.deadlines ?? new Deadlines();
  }

  /** Runs the handler of the request and answers. Never throws. */
  accept(request: Req, context: Context): void {
    const id = request.id ?? 0;
    const name = (request.body ?? "") as string;
    if (this.#runningAs(id)) {
      this.#answerError(request, new HoldfastError("duplicate_request_id", `id ${id}`), context);
      return;
    }
    const timeoutMs = Math.min(request.timeoutMs || maxHandlerMs, maxHandlerMs);
    const running = new RunningRequest<Req, Context>(id, request, context, timeoutMs, this);
    try {
      if (this.#runningCount >= this.#options.maxPending) throw new HoldfastError("too_many_requests");
      if (!Object.hasOwn(this.#handlers, name)) throw new HoldfastError("unknown_request");
      if (this.#running) (this.#others ??= new Map()).set(id, running);
      else this.#running = running;
      this.#deadlines.add(running);
      const handler = this.#handlers[name as RpcName<Req, Rep>] as (
        p: unknown,
        c: Context,
        r: RunningRequest,
      ) => Promise<object> | undefined;
      handler((request as unknown as Record<string, unknown>)[name], context, running as RunningRequest)?.then(
        (reply) => this.answer(running, reply),
        (thrown: unknown) => this.refuse(running, thrown),
      );
    } catch (thrown) {
      this.refuse(running, thrown);
    }
  }

  /** What `running.resolve` does. */
  answer(running: RunningRequest<Req, Context>, reply: object): void {
    this.#forget(running);
    if (!running.settle()) return;
    const { id, request, context } = running;
    const { body, answerWithinMs } = request;
    try {
      if (answerWithinMs && this.#options.hold && isEmpty(reply))
        this.#options.hold(id, Math.min(answerWithinMs, maxAnswerWaitMs), context);
      else this.#options.send({ id, body, [body!]: reply } as unknown as Rep, context);
    } catch (thrown) {
      this.#answerError(request, HoldfastError.from(thrown), context); // What it says cannot be sent.
    }
  }

  /** What `running.reject` does. */
  refuse(running: RunningRequest<Req, Context>, thrown: unknown): void {
    this.#forget(running);
    if (running.settle()) this.#answerError(running.request, HoldfastError.from(thrown), running.context);
  }

  cancel(id: number): void {
    this.#runningAs(id)?.cancel();
  }

  /** Cancels every running handler; none of them answers any more. Idempotent. */
  close(): void {
    this.#running?.cancel();
    for (const running of this.#others?.values() ?? []) running.cancel();
    this.#running = undefined;
    this.#others = undefined;
  }

  #runningAs(id: number): RunningRequest | undefined {
    return this.#running?.id === id ? this.#running : this.#others?.get(id);
  }

  get #runningCount(): number {
    return (this.#running ? 1 : 0) + (this.#others?.size ?? 0);
  }

  #forget(running: { id: number } & Expiring): void {
    this.#deadlines.delete(running);
    if (this.#running === running) this.#running = undefined;
    else if (this.#others?.get(running.id) === running) this.#others.delete(running.id);
    if (this.#others?.size === 0) this.#others = undefined;
  }

  #answerError(request: Req, error: HoldfastError, context: Context): void {
    this.#options.onError?.(error, request, context);
    this.#options.send({ id: request.id ?? 0, body: "error", error: error.toMessage() } as unknown as Rep, context);
  }
}

function isEmpty(reply: object): boolean {
  for (const key in reply) if (Object.hasOwn(reply, key)) return false;
  return true;
}
