import { expect, test } from "vitest";
import { speakersChanged } from "./speaker-change.ts";

const speaker = (participantId: string, levelDbov: number) => ({ participantId, levelDbov });

test.each([
  ["silence goes on", [], [], false],
  ["somebody begins", [], [speaker("a", -40)], true],
  ["somebody ends", [speaker("a", -40)], [], true],
  ["a level trembles", [speaker("a", -40)], [speaker("a", -42)], false],
  ["a level moves", [speaker("a", -40)], [speaker("a", -50)], true],
  ["another one speaks", [speaker("a", -40)], [speaker("b", -40)], true],
  ["the order changes", [speaker("a", -40), speaker("b", -41)], [speaker("b", -40), speaker("a", -41)], true],
])("%s", (_name, before, now, expected) => {
  expect(speakersChanged(before, now)).toBe(expected);
});
