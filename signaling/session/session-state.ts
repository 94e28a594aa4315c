// The states of one participant's presence on a replica. Pure.
//
//              attached                path lost
//   attaching -----------> joined ------------------> recovering
//       |                    ^                            |
//       |                    +-------- attached ----------+
//       |                    |                            |
//       +------- closed -----+---------- closed ----------+----> closed

export type SessionState = "attaching" | "joined" | "recovering" | "closed";
export type SessionEvent = "attached" | "pathLost" | "closed";

const transitions: Record<SessionState, Partial<Record<SessionEvent, SessionState>>> = {
  attaching: { attached: "joined", closed: "closed" },
  joined: { attached: "joined", pathLost: "recovering", closed: "closed" },
  recovering: { attached: "joined", pathLost: "recovering", closed: "closed" },
  closed: {},
};

/** The next state; an event that the state does not know changes nothing. */
export function nextSessionState(state: SessionState, event: SessionEvent): SessionState {
  return transitions[state][event] ?? state;
}
