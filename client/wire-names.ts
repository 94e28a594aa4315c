// The SDK's words for the wire's enums. A value of a newer server reads as the most general word.

import { wire } from "../proto/model.ts";

export type TrackSource = "camera" | "microphone" | "screen" | "screen_audio" | "other";
export type PathCause =
  | "join"
  | "node_died"
  | "worker_died"
  | "path_failed"
  | "signaling_lost"
  | "placement_moved"
  | "node_hung"
  | "node_unreachable"
  | "control_lost"
  | "node_drained"
  | "rebalanced";

const sources: Record<TrackSource, wire.TrackSource> = {
  camera: wire.TrackSource.CAMERA,
  microphone: wire.TrackSource.MICROPHONE,
  screen: wire.TrackSource.SCREEN,
  screen_audio: wire.TrackSource.SCREEN_AUDIO,
  other: wire.TrackSource.OTHER,
};
const causes: Record<PathCause, wire.PathCause> = {
  join: wire.PathCause.JOIN,
  node_died: wire.PathCause.NODE_DIED,
  worker_died: wire.PathCause.WORKER_DIED,
  path_failed: wire.PathCause.PATH_FAILED,
  signaling_lost: wire.PathCause.SIGNALING_LOST,
  placement_moved: wire.PathCause.PLACEMENT_MOVED,
  node_hung: wire.PathCause.NODE_HUNG,
  node_unreachable: wire.PathCause.NODE_UNREACHABLE,
  control_lost: wire.PathCause.CONTROL_LOST,
  node_drained: wire.PathCause.NODE_DRAINED,
  rebalanced: wire.PathCause.REBALANCED,
};

function reversed<Name extends string, Value>(table: Record<Name, Value>): Map<unknown, Name> {
  return new Map(Object.entries(table).map(([name, value]) => [value, name as Name]));
}
const sourceNames = reversed(sources);
const causeNames = reversed(causes);

export const trackSources = Object.keys(sources) as TrackSource[];
export const isTrackSource = (source: unknown): source is TrackSource => trackSources.includes(source as TrackSource);

export const sourceToWire = (source: TrackSource): wire.TrackSource => sources[source];
export const sourceFromWire = (value: unknown): TrackSource => sourceNames.get(value) ?? "other";
export const causeToWire = (cause: PathCause): wire.PathCause => causes[cause];
export const causeFromWire = (value: unknown): PathCause => causeNames.get(value) ?? "placement_moved";
