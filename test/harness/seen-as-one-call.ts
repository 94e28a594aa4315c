import { expect } from "vitest";
import type { Participant } from "./participant.ts";

const mustNotBeTold =
  /^(participantJoined|participantLeft|trackPublished|trackUnpublished|trackSubscribed|trackUnsubscribed|trackMuted|trackUnmuted|disconnected)$/;

/** To the application a recovery is one call: nobody left or came, no track ended or began. */
export async function expectSeenAsOneCall(participants: readonly Participant[], sinceMs: number): Promise<void> {
  for (const participant of participants) {
    const told = (await participant.events(undefined, sinceMs)).filter(({ name }) => mustNotBeTold.test(name));
    expect(told, `what ${participant.identity} was told`).toEqual([]);
  }
}
