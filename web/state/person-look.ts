// How somebody without a picture looks: initials, and a colour that stays the same for the same person.

/** One or two letters: of the first and the last word. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/[\s._-]+/)
    .filter((word) => word !== "");
  const first = firstCharacter(words[0]);
  const last = words.length > 1 ? firstCharacter(words.at(-1)) : "";
  return (first + last).toUpperCase() || "?";
}

function firstCharacter(word: string | undefined): string {
  return word === undefined ? "" : (Array.from(word)[0] ?? "");
}

/** A hue, 0 to 359 degrees, from a person's id (FNV-1a). */
export function hueOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index++) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  // The low bits of FNV-1a alone are close together for ids that differ in the last character only.
  return ((hash ^ (hash >>> 15)) >>> 0) % 360;
}
