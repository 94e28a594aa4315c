// What every test page gets: `labPage`, with people that have media, the log of what the page's libraries do, and the SDK.
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
import { MediaLab, PageAudio } from "./media-lab.ts";
import { wallClockMs } from "./wall-clock.ts";

/** Somebody of this page: most pages have one. */
export class PagePerson {
  readonly lab = new MediaLab(audio, mediaWorkerSource);
  /** Once it has joined. */
  call: HoldfastCall | undefined;
}

export interface LabPage {
  people: Map<string, PagePerson>;
  /** Makes somebody whose media can be recorded. */
  add(name: string): Promise<PagePerson>;
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
}

declare global {
  // oxlint-disable-next-line no-var -- a global of the test page
  var mediaWorkerSource: string;
  // oxlint-disable-next-line no-var
  var soundWorkletSource: string;
  // oxlint-disable-next-line no-var
  var labPage: LabPage;
}

const audio = new PageAudio(soundWorkletSource);
const people = new Map<string, PagePerson>();
watchConnections();
globalThis.labPage = {
  people,
  add: async (name) => {
    await audio.ready;
    const person = new PagePerson();
    people.set(name, person);
    return person;
  },
  connections: { note, rtcStats, lackingAnswer, lookAtSending, lookedAtSending, timeline },
  wallClockMs,
  HoldfastCall,
} as LabPage;
