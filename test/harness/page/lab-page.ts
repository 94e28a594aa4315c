// What every test page gets: `labPage`, with the media, the log of what the page's libraries do, and the SDK's call.
import {
  lackingAnswer,
  lookAtSending,
  lookedAtSending,
  note,
  rtcStats,
  timeline,
  watchConnections,
} from "./connection-log.ts";
import { HoldfastCall } from "./holdfast-call.ts";
import { MediaLab } from "./media-lab.ts";
import { wallClockMs } from "./wall-clock.ts";

export interface LabPage {
  lab: MediaLab;
  connections: {
    note: typeof note;
    rtcStats: typeof rtcStats;
    lackingAnswer: typeof lackingAnswer;
    lookAtSending: typeof lookAtSending;
    lookedAtSending: typeof lookedAtSending;
    timeline: typeof timeline;
  };
  wallClockMs: typeof wallClockMs;
  HoldfastCall: typeof HoldfastCall;
  sdk: Awaited<ReturnType<typeof HoldfastCall.loadSdk>>;
  /** The page's own call, once it has joined. */
  call: HoldfastCall | undefined;
}

declare global {
  // oxlint-disable-next-line no-var -- a global of the test page
  var mediaWorkerSource: string;
  // oxlint-disable-next-line no-var
  var labPage: LabPage;
}

const lab = new MediaLab(mediaWorkerSource);
watchConnections((track) => lab.read(track));
globalThis.labPage = {
  lab,
  connections: { note, rtcStats, lackingAnswer, lookAtSending, lookedAtSending, timeline },
  wallClockMs,
  HoldfastCall,
} as LabPage;
