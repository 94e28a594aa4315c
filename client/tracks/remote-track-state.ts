// Where one remote track stands: offered x wanted x received x shown. Pure.
//
//                    wanted                       not wanted
//   not offered      nothing                      nothing
//   offered          shows what is current:       shows nothing, whatever is received
//                    nothing, or a path's media
//
// What is received is remembered also while nobody may see it: it may come before the track is announced, and a
// subscription may be withdrawn and renewed before the node has heard of either.

export interface RemoteTrackState<Media> {
  readonly offered: boolean;
  readonly wanted: boolean;
  /** Newest media that was received. */
  readonly received: Media | undefined;
  /** Of what was received, that which is to be shown now: during a change of paths not always the newest. */
  readonly current: Media | undefined;
}

export type RemoteTrackEvent<Media> =
  | { type: "published" }
  | { type: "unpublished" }
  | { type: "wished"; wanted: boolean }
  /** A path delivers the track; `atOnce`: better than all that there was. */
  | { type: "received"; media: Media; atOnce: boolean }
  /** This is the media to show from now on. */
  | { type: "turned"; media: Media };

export type RemoteTrackOutput<Media> =
  | { do: "watch"; media: Media; atOnce: boolean }
  | { do: "unwatch" }
  | { do: "show"; media: Media | undefined }
  | { do: "tell"; event: "trackSubscribed" | "trackUnsubscribed" | "mediaStreamTrackChanged" };

export const newRemoteTrack = <Media>(wanted: boolean): RemoteTrackState<Media> => ({
  offered: false,
  wanted,
  received: undefined,
  current: undefined,
});

export const shownOf = <Media>({ offered, wanted, current }: RemoteTrackState<Media>): Media | undefined =>
  offered && wanted ? current : undefined;

export function handle<Media>(
  state: RemoteTrackState<Media>,
  event: RemoteTrackEvent<Media>,
): { state: RemoteTrackState<Media>; outputs: RemoteTrackOutput<Media>[] } {
  const [next, outputs] = step(state, event);
  const [before, after] = [shownOf(state), shownOf(next)];
  if (before === after) return { state: next, outputs };
  const told = after === undefined ? "trackUnsubscribed" : before ? "mediaStreamTrackChanged" : "trackSubscribed";
  return { state: next, outputs: [...outputs, { do: "show", media: after }, { do: "tell", event: told }] };
}

function step<Media>(
  state: RemoteTrackState<Media>,
  event: RemoteTrackEvent<Media>,
): [RemoteTrackState<Media>, RemoteTrackOutput<Media>[]] {
  const { wanted, received } = state;
  switch (event.type) {
    case "published":
      return [{ ...state, offered: true }, []];
    case "unpublished":
      return [{ ...state, offered: false, received: undefined, current: undefined }, [{ do: "unwatch" }]];
    case "received":
      return [
        { ...state, received: event.media },
        wanted ? [{ do: "watch", media: event.media, atOnce: event.atOnce }] : [],
      ];
    case "turned":
      return [wanted ? { ...state, current: event.media } : state, []];
    case "wished":
      if (event.wanted === wanted) return [state, []];
      if (!event.wanted) return [{ ...state, wanted: false, current: undefined }, [{ do: "unwatch" }]];
      return [{ ...state, wanted: true }, received ? [{ do: "watch", media: received, atOnce: true }] : []];
  }
}
