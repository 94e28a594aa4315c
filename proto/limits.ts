// Limits that both sides of a hop must know. Limits that an operator sets are in the processes' configurations.

/** One WebSocket message, client or cluster hop to a replica. */
export const maxClientFrameBytes = 64 * 1024;
/** Node and replica batch whole rooms into one message. */
export const maxClusterFrameBytes = 4 * 1024 * 1024;
/** A node's answer to an Attach comes in parts of about this size; one offer of a very large room may be more by itself. */
export const attachPartBytes = 256 * 1024;
/** Requests of one client that may be under way at once. */
export const maxPendingRequests = 64;
/** Requests of one client, in the long run and at once; cancelling one counts as one. Beyond that its socket is closed. */
export const requestRate = { perSecond: 100, burst: 300 };
/** Data messages of one client; what is beyond is refused with too_many_requests. Clients pace themselves by this. */
export const dataRate = { perSecond: 100, burst: 200 };
/** Of refused ones; beyond that the client does not pace itself, and its socket is closed. */
export const refusedDataRate = { perSecond: 100, burst: 2_000 };
export const maxTracksPerParticipant = 16;
/** What a client may say ahead of its next path; of two tracks with simulcast it is some 2 KiB. */
export const maxPreparedBytes = 16 * 1024;
/** What a client can receive, encoded: browsers' take some 2 KiB. */
export const maxRtpCapabilitiesBytes = 16 * 1024;
export const maxMetadataBytes = 4 * 1024;
export const maxNameBytes = 256;
export const maxDataBytes = 16 * 1024;
export const maxTopicBytes = 128;
