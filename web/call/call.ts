import { batch, signal } from "@preact/signals";
import type { HoldfastError, Room } from "../../client/index.ts";
import { camera, microphone } from "../media/local-media.ts";
import { nextLookMs, nextRecovery, type Recovery, type RecoveryEvent } from "../state/recovery.ts";
import { spokenGap } from "../state/spoken-time.ts";
import { announce } from "../ui/announcer.tsx";
import { withFailover, type Failover } from "./failovers.ts";
import { LocalPublication } from "./local-publication.ts";
import { peopleIn, type Person } from "./person.ts";
import { ScreenShare } from "./screen-share.ts";

/** One call as the page shows it: the SDK's room as signals. */
export class Call {
  readonly room: Room;
  readonly startedAtMs = Date.now();
  readonly people = signal<Person[]>([]);
  /** Ids of those who are heard now. */
  readonly speaking = signal<ReadonlySet<string>>(new Set());
  readonly recovery = signal<Recovery>({ kind: "steady" });
  /** The clock of `recovery`, moved on only when the words change. */
  readonly recoveryNowMs = signal(0);
  readonly failovers = signal<Failover[]>([]);
  readonly nodeId = signal("");
  /** Something that did not work, to say in passing. */
  readonly notice = signal("");
  readonly screenShare: ScreenShare;
  readonly #publications: LocalPublication[];
  readonly #ended: (error: HoldfastError | undefined) => void;
  #lookTimer: ReturnType<typeof setTimeout> | undefined;
  #noticeTimer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(room: Room, ended: (error: HoldfastError | undefined) => void) {
    this.room = room;
    this.#ended = ended;
    const told = { changed: () => this.#refresh(), failed: (error: HoldfastError) => this.say(error.message) };
    this.screenShare = new ScreenShare(room, told);
    this.#listen();
    this.#publications = [microphone, camera].map((source) => new LocalPublication(room, source, told));
    this.#refresh();
    if (room.state === "disconnected") this.#end(undefined);
  }

  async leave(): Promise<void> {
    await this.room.leave().catch(() => undefined);
    this.#end(undefined);
  }

  say(text: string): void {
    this.notice.value = text;
    announce(text);
    clearTimeout(this.#noticeTimer);
    this.#noticeTimer = setTimeout(() => (this.notice.value = ""), 6_000);
  }

  #listen(): void {
    const refresh = () => this.#refresh();
    this.room
      .on("participantJoined", ({ name }) => (refresh(), announce(`${name} joined`)))
      .on("participantLeft", ({ name }) => (refresh(), announce(`${name} left`)))
      .on("participantUpdated", refresh)
      .on("trackPublished", refresh)
      .on("trackUnpublished", refresh)
      .on("trackSubscribed", refresh)
      .on("trackUnsubscribed", refresh)
      .on("trackMuted", (track, participant) => (refresh(), this.#mutedByModerator(track.source, participant.id)))
      .on("trackUnmuted", refresh)
      .on("speakersChanged", (speakers) => {
        this.speaking.value = new Set(speakers.map(({ participant }) => participant.id));
      })
      .on("recovering", () => this.#recover({ kind: "recovering" }))
      .on("recovered", (recovered) => {
        this.failovers.value = withFailover(this.failovers.value, { ...recovered, atMs: Date.now() });
        this.#recover({ kind: "recovered", recovered });
        announce(`The call is back after ${spokenGap(recovered.gapMs)}`);
      })
      .on("stateChanged", (state) => {
        if (state === "recovering") this.#recover({ kind: "recovering" });
        if (state === "connected") this.#recover({ kind: "connected" });
        refresh();
      })
      .on("disconnected", (error) => this.#end(error));
  }

  #refresh(): void {
    batch(() => {
      this.people.value = peopleIn(this.room);
      this.nodeId.value = this.room.nodeId;
    });
  }

  #mutedByModerator(source: string, participantId: string): void {
    if (participantId !== this.room.localParticipant.id || source !== "microphone" || !microphone.on.peek()) return;
    void microphone.setOn(false);
    this.say("A moderator muted your microphone");
  }

  #recover(event: RecoveryEvent): void {
    clearTimeout(this.#lookTimer);
    const nowMs = performance.now();
    batch(() => {
      this.recovery.value = nextRecovery(this.recovery.value, event, nowMs);
      this.recoveryNowMs.value = nowMs;
    });
    const lookMs = nextLookMs(this.recovery.value, nowMs);
    if (lookMs !== undefined) this.#lookTimer = setTimeout(() => this.#recover({ kind: "tick" }), Math.max(16, lookMs));
  }

  #end(error: HoldfastError | undefined): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#lookTimer);
    clearTimeout(this.#noticeTimer);
    for (const publication of this.#publications) publication.close();
    this.screenShare.close();
    this.#ended(error);
  }
}
