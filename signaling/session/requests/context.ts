import type { EventSink, Session } from "../session.ts";
import type { Sessions } from "../sessions.ts";

/** The socket that a request came on. */
export interface RequestConnection extends EventSink {
  readonly session: Session | undefined;
  readonly open: boolean;
  /** A Join is under way or done: another one is refused. */
  joining: boolean;
  /** The Join was accepted: from now on this is the session's socket. */
  joined(session: Session): void;
}

export interface RequestContext {
  connection: RequestConnection;
  sessions: Sessions;
  /** How often the client is told to ping. */
  pingIntervalMs: number;
}
