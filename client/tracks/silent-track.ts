let silent: { connection: RTCPeerConnection; track: MediaStreamTrack } | undefined;

export const isSilent = (track: MediaStreamTrack): boolean => track === silent?.track;

/** A live audio track that never carries anything: what a connection that is never negotiated would receive. */
export function silentTrack(): MediaStreamTrack {
  if (!silent) {
    const connection = new RTCPeerConnection();
    silent = { connection, track: connection.addTransceiver("audio").receiver.track };
  }
  return silent.track;
}
