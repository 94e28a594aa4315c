// Keeps one participant joined: opens a socket, joins, and does both again when the socket is lost, until the server
// says something final, the policy gives up, or close() is called.

import type { Event } from "../../proto/codec.ts";
import { HoldfastError } from "../../proto/errors.ts";
import { wire } from "../../proto/model.ts";
import type { TokenSource } from "../connect-options.ts";
import type { ReconnectPolicy } from "./reconnect-policy.ts";
import type { SdkLogger } from "../sdk-logger.ts";
import { SignalSocket, type OpenSocket, type SignalRequest } from "./signal-socket.ts";
import { sleep } from "../sleep.ts";
import { causeToWire, type PathCause } from "../wire-names.ts";

export type JoinReply = wire.JoinReply.$Shape;
/** What the media side contributes to Join. */
export type JoinMedia = Pick<wire.Join.$Shape, "mediaProfile" | "rtpCapabilities" | "fingerprints">;

export interface SignalingHooks {
  joinMedia(): Promise<JoinMedia>;
  /** The server's media profile is another one: load it, for the next joinMedia(). */
  loadProfile(reply: JoinReply): Promise<void>;
  /** What the server needs to take this session up again; undefined before there is one. */
  resume(): wire.Resume.$Shape | undefined;
  onJoined(reply: JoinReply, cause: PathCause): void;
  onEvent(event: Event): void;
  onLost(error: HoldfastError): void;
  /** Once; nothing comes after it. */
  onEnded(error: HoldfastError | undefined): void;
}

export interface SignalingOptions {
  /** Any of them serves; the next one is tried when one does not answer. */
  urls: readonly string[];
  token: TokenSource;
  autoSubscribe: boolean;
  hot: boolean;
  traceparent: string | undefined;
  policy: ReconnectPolicy;
  openSocket: OpenSocket;
  logger: SdkLogger;
}

const connectTimeoutMs = 30_000;
const joinTimeoutMs = 10_000;
/** Where no server answers at all, a page is not to wait for that long. */
const unreachedTimeoutMs = 3_000;
const clientName = "holdfast-client/0.1.0";

export class SignalingClient {
  readonly #options: SignalingOptions;
  readonly #hooks: SignalingHooks;
  #socket: SignalSocket | undefined;
  #token: Promise<string> | undefined;
  #closing = new AbortController();
  #wake: (() => void) | undefined;
  #urlIndex = 0;
  /** A server has answered at all. */
  #reached = false;

  constructor(options: SignalingOptions, hooks: SignalingHooks) {
    this.#options = options;
    this.#hooks = hooks;
  }

  /** On the present socket; rejects with connection_closed while there is none. */
  readonly request: SignalRequest = (name, payload, options) =>
    this.#socket?.request(name, payload, options) ?? Promise.reject(new HoldfastError("connection_closed"));

  get online(): boolean {
    return this.#socket !== undefined;
  }

  /** Finds out soon whether the socket still works. */
  probe(): void {
    this.#socket?.probe();
  }

  /** The first join. Errors that may pass (a node that dies just now) are tried again for a while. */
  async connect(signal: AbortSignal | undefined): Promise<void> {
    const startedMs = performance.now();
    const stop = signal ? AbortSignal.any([signal, this.#closing.signal]) : this.#closing.signal;
    try {
      await this.#joinUntil("join", stop, (nowMs) => {
        const tried = this.#reached || this.#urlIndex < this.#options.urls.length - 1;
        return nowMs - startedMs < (tried ? connectTimeoutMs : unreachedTimeoutMs);
      });
    } catch (error) {
      this.#closing.abort();
      throw error;
    }
    globalThis.addEventListener?.("online", this.#onNetworkChange);
  }

  /** Ends the session. Idempotent. Without an error it was this client's own wish. */
  close(error?: HoldfastError): void {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    globalThis.removeEventListener?.("online", this.#onNetworkChange);
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close(new HoldfastError("left"));
    this.#hooks.onEnded(error);
  }

  #onNetworkChange = (): void => {
    this.#wake?.();
    this.#socket?.probe();
  };

  async #joinUntil(cause: PathCause, signal: AbortSignal, mayGoOn: (nowMs: number) => boolean): Promise<void> {
    const { policy, logger } = this.#options;
    const lostAtMs = performance.now();
    const waitBefore = (attempt: number): number | undefined =>
      policy({ attempt, elapsedMs: performance.now() - lostAtMs, random: Math.random() });
    // A replica's clients lose their sockets all in the same moment, and the others are to take them one after another.
    if (cause !== "join") await this.#pause(waitBefore(0) ?? 0, signal);
    for (let attempt = 1; ; attempt++) {
      try {
        await this.#join(cause, signal);
        return;
      } catch (thrown) {
        const error = HoldfastError.from(thrown);
        if (signal.aborted) throw new HoldfastError("cancelled");
        const waitMs = waitBefore(attempt);
        if (!error.kind.retryable || !mayGoOn(performance.now())) throw error;
        if (waitMs === undefined)
          throw cause === "join" ? error : new HoldfastError("absent", error.code, { cause: error });
        this.#urlIndex++;
        logger.info("join failed, trying again", { code: error.code, attempt, waitMs: Math.round(waitMs) });
        await this.#pause(waitMs + (error.kind.retryAfterMs ?? 0), signal);
      }
    }
  }

  /** Cut short by the browser's `online` event. */
  async #pause(waitMs: number, signal: AbortSignal): Promise<void> {
    const woken = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    await Promise.race([sleep(waitMs, signal), woken]);
    this.#wake = undefined;
  }

  async #join(cause: PathCause, signal: AbortSignal): Promise<void> {
    const { openSocket, urls, logger } = this.#options;
    const url = urls[this.#urlIndex % urls.length] ?? "";
    let joined = false;
    // Outside of browsers, a socket may hand out several messages in one turn: events before the reply has been taken in.
    const early: Event[] = [];
    const hooks = {
      onEvent: (event: Event) => (joined ? this.#hooks.onEvent(event) : void early.push(event)),
      onClosed: (error: HoldfastError) => {
        if (joined) this.#lost(error);
      },
    };
    // The socket opens while the token is fetched, the certificate made and the device loaded.
    const opening = SignalSocket.open(url, openSocket, hooks, signal);
    const failed = opening.catch(() => undefined);
    try {
      const [token, media, socket] = await Promise.all([this.#getToken(), this.#hooks.joinMedia(), opening]);
      this.#reached = true;
      const reply = await this.#requestJoin(socket, token, media, cause, signal);
      joined = true;
      this.#socket = socket;
      socket.startPing(reply.pingIntervalMs ?? 0);
      const { room, sessionId: session, resumed } = reply;
      logger.info(resumed ? "resumed" : "joined", { room, session, node: reply.offer?.path?.nodeId, cause });
      this.#hooks.onJoined(reply, cause);
      for (const event of early) this.#hooks.onEvent(event);
    } catch (thrown) {
      const error = HoldfastError.from(thrown);
      joined = false;
      this.#socket = undefined;
      const socket = await failed;
      // The server may have taken the join all the same. A participant that was in the room before is not to leave it.
      if (socket && (cause === "join" || signal.aborted)) socket.request("leave", {}).catch(() => undefined);
      socket?.close(error);
      throw error;
    }
  }

  async #requestJoin(
    socket: SignalSocket,
    token: string,
    media: JoinMedia,
    cause: PathCause,
    signal: AbortSignal,
  ): Promise<JoinReply> {
    const resume = this.#hooks.resume();
    const join = (withToken: string, withMedia: JoinMedia): Promise<JoinReply> =>
      socket.request(
        "join",
        {
          token: withToken,
          client: clientName,
          autoSubscribe: this.#options.autoSubscribe,
          redundancy: this.#options.hot ? wire.Redundancy.HOT : wire.Redundancy.COLD,
          cause: causeToWire(cause),
          ...(resume ? { resume } : {}),
          ...(this.#options.traceparent === undefined ? {} : { traceparent: this.#options.traceparent }),
          ...withMedia,
        },
        { timeoutMs: joinTimeoutMs, signal },
      );
    let reply = await join(token, media).catch(async (error: unknown) => {
      if (
        !(error instanceof HoldfastError) ||
        error.code !== "token_expired" ||
        typeof this.#options.token === "string"
      )
        throw error;
      this.#token = undefined;
      throw new HoldfastError("join_timeout", "the token had expired; joining again with a new one");
    });
    if (reply.routerRtpCapabilities) {
      await this.#hooks.loadProfile(reply);
      reply = await join(token, await this.#hooks.joinMedia());
    }
    return reply;
  }

  #getToken(): Promise<string> {
    const { token } = this.#options;
    if (typeof token === "string") return Promise.resolve(token);
    this.#token ??= askForToken(token).catch((thrown: unknown) => {
      this.#token = undefined;
      throw thrown;
    });
    return this.#token;
  }

  #lost(error: HoldfastError): void {
    this.#socket = undefined;
    if (this.#closing.signal.aborted) return;
    if (!error.kind.retryable) {
      this.close(error);
      return;
    }
    this.#hooks.onLost(error);
    this.#urlIndex++;
    this.#joinUntil("signaling_lost", this.#closing.signal, () => true).catch((thrown: unknown) =>
      this.close(HoldfastError.from(thrown)),
    );
  }
}

async function askForToken(ask: () => Promise<string>): Promise<string> {
  let token: unknown;
  try {
    token = await ask();
  } catch (cause) {
    throw new HoldfastError("token_missing", `the page's token function failed: ${String(cause)}`, { cause });
  }
  return checkedToken(token, "the page's token function returned");
}

/** @throws HoldfastError token_missing, token_invalid */
function checkedToken(token: unknown, whence: string): string {
  if (token === undefined || token === null || token === "")
    throw new HoldfastError("token_missing", `${whence} ${token === "" ? "an empty string" : String(token)}`);
  if (typeof token !== "string") throw new HoldfastError("token_invalid", `${whence} no string, but ${typeof token}`);
  return token;
}

/** @throws HoldfastError token_missing, token_invalid */
export function checkTokenSource(token: unknown): void {
  if (typeof token !== "function") checkedToken(token, "Room.connect() was given");
}
