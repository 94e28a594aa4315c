// The one error table. docs/errors.md is tested against it.

export interface ErrorKind {
  /** HTTP status of an API reply. */
  http: number;
  /** WebSocket close code when the error ends the socket (RFC 6455, section 7.4.2: 4000-4999 are private). */
  close: number;
  /** Whether the same request may succeed later, unchanged. */
  retryable: boolean;
  /** Before that time it is of no use. */
  retryAfterMs?: number;
  /** What happened and what to do, for people. */
  text: string;
}

export const errorTable = {
  bad_frame: {
    http: 400,
    close: 4400,
    retryable: false,
    text: "The message is not a valid frame of the protocol: send one protobuf message per binary WebSocket message.",
  },
  bad_request: { http: 400, close: 4400, retryable: false, text: "The request has a missing or wrong field." },
  unknown_request: {
    http: 400,
    close: 4400,
    retryable: false,
    text: "The server does not know this request: client and server are of different versions.",
  },
  duplicate_request_id: {
    http: 400,
    close: 4400,
    retryable: false,
    text: "A request with this id is still pending: count ids upwards.",
  },
  bad_media: {
    http: 400,
    close: 4400,
    retryable: false,
    text: "The RTP, DTLS or transport parameters are malformed or not supported by the room.",
  },
  token_missing: { http: 401, close: 4401, retryable: false, text: "No token was given: pass one." },
  token_invalid: {
    http: 401,
    close: 4401,
    retryable: false,
    text: "The token is not signed by a known key, or not well formed: mint it with a configured API key and secret.",
  },
  token_expired: { http: 401, close: 4401, retryable: false, text: "The token has expired: fetch a new one." },
  token_not_yet_valid: {
    http: 401,
    close: 4401,
    retryable: true,
    text: "The token is not valid yet: compare the clocks of the token's issuer and of this server.",
  },
  forbidden: { http: 403, close: 4403, retryable: false, text: "The token does not grant this." },
  not_found: { http: 404, close: 4404, retryable: false, text: "There is no such thing here." },
  method_not_allowed: {
    http: 405,
    close: 4405,
    retryable: false,
    text: "This address does not take that method: the Allow header names those that it takes.",
  },
  not_joined: { http: 409, close: 4409, retryable: false, text: "Join first: no other request is taken before." },
  already_joined: {
    http: 409,
    close: 4409,
    retryable: false,
    text: "This socket has joined already: open another one to join again.",
  },
  join_timeout: { http: 408, close: 4408, retryable: true, text: "No valid join came in time." },
  idle_timeout: {
    http: 408,
    close: 4408,
    retryable: true,
    text: "Nothing came from the client for too long: send a ping at every interval.",
  },
  timeout: { http: 504, close: 4504, retryable: true, text: "No answer came in time." },
  cancelled: { http: 499, close: 4499, retryable: true, text: "The request was cancelled by its caller." },
  connection_closed: { http: 502, close: 4502, retryable: true, text: "The connection closed before the answer came." },
  frame_too_large: { http: 413, close: 1009, retryable: false, text: "The message is larger than the server takes." },
  wrong_content_type: {
    http: 415,
    close: 4415,
    retryable: false,
    text: "The body is of another type than the server takes: send application/json.",
  },
  too_many_requests: {
    http: 429,
    close: 4429,
    retryable: true,
    text: "Too many requests in too short a time: slow down.",
  },
  too_many_connections: {
    http: 429,
    close: 4429,
    retryable: true,
    text: "Too many connections from this address in too short a time: back off.",
  },
  session_moved: {
    http: 409,
    close: 4414,
    retryable: true,
    text: "The session was resumed over another connection.",
  },
  slow_client: {
    http: 429,
    close: 4430,
    retryable: true,
    text: "The client did not read what was sent to it: its buffer is full.",
  },
  limit_tracks: {
    http: 409,
    close: 4409,
    retryable: false,
    text: "The participant publishes as many tracks as are allowed: unpublish one first.",
  },
  limit_participants: { http: 409, close: 4409, retryable: true, text: "The room is full." },
  limit_keys: { http: 409, close: 4409, retryable: false, text: "There are as many API keys as are allowed." },
  limit_rooms: { http: 503, close: 4503, retryable: true, text: "The node holds as many rooms as are allowed." },
  limit_sessions: {
    http: 503,
    close: 4503,
    retryable: true,
    text: "No place for one more session, and no other node has one for the whole room: try again later, or add nodes.",
  },
  epoch_stale: {
    http: 409,
    close: 4409,
    retryable: true,
    text: "The room has been placed elsewhere since: ask with its newer epoch.",
  },
  path_unknown: {
    http: 409,
    close: 4409,
    retryable: true,
    text: "The path is not the session's current one: build the path that was offered last.",
  },
  node_unavailable: {
    http: 503,
    close: 4503,
    retryable: true,
    text: "The media node does not answer: the session will be placed on another one.",
  },
  no_other_node: {
    http: 409,
    close: 4409,
    retryable: true,
    text: "No other node takes rooms, so there is nowhere to move them: add or uncordon a node, or drain with force.",
  },
  no_capacity: {
    http: 503,
    close: 4503,
    retryable: true,
    retryAfterMs: 1_000,
    text: "No media node has room for this: add nodes, or try again later.",
  },
  no_matching_node: {
    http: 503,
    close: 4503,
    retryable: true,
    retryAfterMs: 1_000,
    text: "No media node that takes rooms has the labels that the room asks for: start one with these HOLDFAST_LABELS, uncordon it, or set the room's nodeLabels anew.",
  },
  store_unavailable: {
    http: 503,
    close: 4503,
    retryable: true,
    text: "The cluster store does not answer, or takes nothing: calls go on, but this cannot be kept now.",
  },
  replaced: {
    http: 409,
    close: 4410,
    retryable: false,
    text: "The same identity joined this room again: this older session is over.",
  },
  removed: { http: 403, close: 4411, retryable: false, text: "A moderator removed the participant." },
  room_closed: { http: 410, close: 4412, retryable: false, text: "The room was closed." },
  playback_blocked: {
    http: 409,
    close: 4409,
    retryable: true,
    text: "The browser plays no sound before the person has clicked, tapped or typed: call startAudio() in such an event's handler.",
  },
  media_unreachable: {
    http: 504,
    close: 4417,
    retryable: false,
    text: "Signaling works, but no media gets through: open the nodes' media ports, UDP and TCP, correct the addresses that they announce, or set up TURN.",
  },
  absent: {
    http: 408,
    close: 4416,
    retryable: false,
    text: "The client was away for longer than its place in the room is kept: join again.",
  },
  shutting_down: {
    http: 503,
    close: 4413,
    retryable: true,
    text: "The server is shutting down: connect again, another one will answer.",
  },
  left: { http: 200, close: 1000, retryable: false, text: "The client left." },
  cluster_auth_failed: {
    http: 401,
    close: 4401,
    retryable: false,
    text: "The other side does not know the cluster secret: set HOLDFAST_CLUSTER_SECRET to the same value everywhere.",
  },
  node_duplicate: {
    http: 409,
    close: 4409,
    retryable: false,
    text: "Two nodes have one id, or one node two addresses: the one that was there first is used.",
  },
  internal: {
    http: 500,
    close: 4500,
    retryable: true,
    text: "Something went wrong inside the server: its log tells what.",
  },
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof errorTable;

/** An error with a code of the table; the only kind that crosses a process boundary. */
export class HoldfastError extends Error {
  override readonly name = "HoldfastError";
  readonly code: ErrorCode;

  constructor(code: ErrorCode, detail?: string, options?: ErrorOptions) {
    super(detail === undefined ? errorTable[code].text : `${errorTable[code].text} (${detail})`, options);
    this.code = code;
  }

  get kind(): ErrorKind {
    return errorTable[this.code];
  }

  /** Whether the same call may succeed later, unchanged. */
  get retryable(): boolean {
    return this.kind.retryable;
  }

  /** For the wire: `holdfast.Error`. */
  toMessage(): { code: string; message: string; retryable: boolean; retryAfterMs: number } {
    const { retryable, retryAfterMs = 0 } = this.kind;
    return { code: this.code, message: this.message, retryable, retryAfterMs };
  }

  /** From the wire. A code of a newer version reads as `internal`, with its own message. */
  static fromMessage(message: { code?: string | null; message?: string | null }): HoldfastError {
    const known = Object.hasOwn(errorTable, message.code ?? "");
    const error = new HoldfastError(known ? (message.code as ErrorCode) : "internal");
    error.message = message.message || error.message;
    return error;
  }

  /** Whatever was thrown, as one of ours. Foreign errors become `internal`; their text stays in `cause`, for the log. */
  static from(thrown: unknown): HoldfastError {
    return thrown instanceof HoldfastError ? thrown : new HoldfastError("internal", undefined, { cause: thrown });
  }
}
