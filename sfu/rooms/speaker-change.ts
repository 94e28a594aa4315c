export interface SpeakerLevel {
  participantId: string;
  /** -127..0 (RFC 6464) */
  levelDbov: number;
}

/** Smaller differences than this are not visible on a level meter. */
const levelStepDb = 6;

/** Whether clients should hear of it: other speakers, another order, or a level that moved visibly. */
export function speakersChanged(before: readonly SpeakerLevel[], now: readonly SpeakerLevel[]): boolean {
  if (before.length !== now.length) return true;
  return now.some((speaker, i) => {
    const old = before[i]!;
    return old.participantId !== speaker.participantId || Math.abs(old.levelDbov - speaker.levelDbov) >= levelStepDb;
  });
}
