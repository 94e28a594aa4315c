// What to tell people when a camera or microphone does not come.

export type MediaKind = "camera" | "microphone";

export interface MediaProblem {
  title: string;
  text: string;
  /** Whether asking again may help without another device or address. */
  canRetry: boolean;
}

/** Words for what getUserMedia() threw (W3C Media Capture and Streams, section 10.2), by the error's name. */
export function mediaProblem(kind: MediaKind, errorName: string): MediaProblem {
  switch (errorName) {
    case "NotAllowedError":
      return {
        title: `Your ${kind} is blocked`,
        text: "Allow it in the address bar's site settings, then try again. You can also join without it.",
        canRetry: true,
      };
    case "NotFoundError":
    case "OverconstrainedError":
      return {
        title: `No ${kind} found`,
        text: "Connect one, then try again. You can also join without it.",
        canRetry: true,
      };
    case "NotReadableError":
    case "AbortError":
      return {
        title: `Your ${kind} does not start`,
        text: "Another program may be using it: close that one, then try again.",
        canRetry: true,
      };
    case "InsecureContext":
      return {
        title: `This address may not use your ${kind}`,
        text: "Browsers give cameras and microphones to https:// pages and to localhost only. You can join and watch.",
        canRetry: false,
      };
    default:
      return { title: `Your ${kind} does not work`, text: `The browser says: ${errorName}.`, canRetry: true };
  }
}
