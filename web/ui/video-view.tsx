import { useEffect, useRef } from "preact/hooks";

/** What can play in an element: a track of the SDK, or one straight from a device. */
export interface Showable {
  attach(element: HTMLVideoElement): unknown;
  detach(element: HTMLVideoElement): unknown;
}

/** A camera's own track, shown without going through a room. */
export function showableOf(track: MediaStreamTrack): Showable {
  return {
    attach: (element) => {
      element.srcObject = new MediaStream([track]);
    },
    detach: (element) => {
      element.srcObject = null;
    },
  };
}

interface Props {
  video: Showable;
  mirrored?: boolean;
  whole?: boolean;
  label: string;
}

export function VideoView({ video, mirrored = false, whole = false, label }: Props) {
  const ref = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    video.attach(element);
    return () => void video.detach(element);
  }, [video]);
  const classes = ["video", mirrored ? "video-mirrored" : "", whole ? "video-whole" : ""].join(" ").trim();
  return <video ref={ref} class={classes} aria-label={label} autoplay playsInline muted />;
}
