// Causes and reasons of the protocol, in words for the people in the call.

const causes: Record<string, string> = {
  node_died: "The media server stopped.",
  worker_died: "A media process on the server stopped.",
  path_failed: "The connection to the media server broke.",
  signaling_lost: "The connection to the service broke.",
  placement_moved: "The room moved to another media server.",
  node_hung: "The media server no longer answered.",
  node_unreachable: "The media server could no longer be reached.",
  control_lost: "The room moved to another media server.",
  node_drained: "The room moved to another media server.",
  rebalanced: "The room moved to another media server.",
};

/** Why a recovery was needed, from a path's cause in whatever case it comes. */
export function causeWords(cause: string): string {
  return causes[cause.toLowerCase()] ?? "The connection was made anew.";
}

export interface Ending {
  title: string;
  text: string;
  /** Whether "Rejoin" makes sense. */
  canRejoin: boolean;
}

const endings: Record<string, Ending> = {
  left: { title: "You left the call", text: "The others can go on without you.", canRejoin: true },
  replaced: {
    title: "You joined from somewhere else",
    text: "The same person joined this room in another tab or on another device, so this one let go.",
    canRejoin: true,
  },
  removed: { title: "You were removed from the call", text: "A moderator ended your part in it.", canRejoin: false },
  room_closed: {
    title: "The room was closed",
    text: "Whoever runs it has ended the call for everybody.",
    canRejoin: true,
  },
  token_expired: { title: "Your invitation has expired", text: "Ask for a new one to join again.", canRejoin: false },
  token_invalid: { title: "Your invitation was not accepted", text: "Ask for a new one to join.", canRejoin: false },
  token_not_yet_valid: {
    title: "Your invitation is not valid yet",
    text: "Try again when the meeting begins.",
    canRejoin: true,
  },
  forbidden: { title: "Your invitation does not allow this", text: "Ask for one that does.", canRejoin: false },
  limit_participants: { title: "The room is full", text: "Try again when somebody has left.", canRejoin: true },
  no_capacity: {
    title: "No media server has room",
    text: "All of them are full or away. Try again in a moment.",
    canRejoin: true,
  },
  no_matching_node: {
    title: "No media server of the kind that this room needs",
    text: "All of them are away. Try again in a moment.",
    canRejoin: true,
  },
  node_unavailable: { title: "No media server answers", text: "Try again in a moment.", canRejoin: true },
  shutting_down: {
    title: "The service is restarting",
    text: "Rejoin, and another server will answer.",
    canRejoin: true,
  },
};

/** What to say when a call is over, or did not begin. `detail` stands for codes that have no words of their own. */
export function endingFor(code: string | undefined, detail?: string): Ending {
  const known = code === undefined ? undefined : endings[code.toLowerCase()];
  if (known !== undefined) return known;
  return {
    title: "The connection is lost",
    text: detail ?? "The service could not be reached again. Check your network, then rejoin.",
    canRejoin: true,
  };
}
