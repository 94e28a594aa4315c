// https://w3c.github.io/webrtc-extensions/#rtp-header-extension-control, which the DOM's types do not have yet.

interface NegotiableExtension {
  uri: string;
  direction: RTCRtpTransceiverDirection | "stopped";
}

interface ExtensibleTransceiver {
  getHeaderExtensionsToNegotiate?(): NegotiableExtension[];
  setHeaderExtensionsToNegotiate?(extensions: NegotiableExtension[]): void;
}

/**
 * Sent in some of a stream's packets, so that a receiver knows when each frame was captured: the same on every path.
 * https://webrtc.googlesource.com/src/+/main/docs/native-code/rtp-hdrext/abs-capture-time
 */
const captureTimeUri = "http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time";

/** For what we offer. In an answer, browsers take it as it is offered. Without effect where the browser lets nobody choose. */
export function negotiateCaptureTime(transceiver: RTCRtpTransceiver & ExtensibleTransceiver): void {
  const extensions = transceiver.getHeaderExtensionsToNegotiate?.();
  if (!extensions) return;
  for (const extension of extensions) if (extension.uri === captureTimeUri) extension.direction = "sendrecv";
  transceiver.setHeaderExtensionsToNegotiate?.(extensions);
}
