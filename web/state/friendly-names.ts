// Names for rooms and people that were not given any.

const adjectives = [
  "amber",
  "brisk",
  "calm",
  "clear",
  "coral",
  "dancing",
  "deep",
  "drifting",
  "early",
  "gentle",
  "golden",
  "green",
  "hidden",
  "humming",
  "level",
  "lively",
  "lucky",
  "mellow",
  "misty",
  "northern",
  "patient",
  "quiet",
  "rolling",
  "salty",
  "silver",
  "steady",
  "sunlit",
  "swift",
  "tidal",
  "velvet",
  "wandering",
  "windy",
];
const nouns = [
  "anchor",
  "atoll",
  "bay",
  "beacon",
  "breaker",
  "buoy",
  "cove",
  "current",
  "dune",
  "eddy",
  "fjord",
  "gull",
  "harbour",
  "heron",
  "inlet",
  "island",
  "jetty",
  "kelp",
  "lagoon",
  "lighthouse",
  "limpet",
  "otter",
  "pearl",
  "pier",
  "puffin",
  "reef",
  "seal",
  "shore",
  "sound",
  "starfish",
  "tern",
  "tide",
];

function pick(list: readonly string[], random: () => number): string {
  return list[Math.floor(random() * list.length)] ?? "";
}

/** Like `quiet-harbour-42`: easy to say, about 15 bits. */
export function friendlyRoomName(random: () => number): string {
  return `${pick(adjectives, random)}-${pick(nouns, random)}-${10 + Math.floor(random() * 90)}`;
}

/** Like `Lucky Otter`, for somebody who gave no name. */
export function friendlyPersonName(random: () => number): string {
  return [pick(adjectives, random), pick(nouns, random)].map(capitalised).join(" ");
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** What people type as a room name, as a name that the server takes: `Team stand-up!` becomes `team-stand-up`. */
export function roomNameFrom(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9_.:@=+-]+/g, "-")
    .replace(/^[^a-z0-9]+|-+$/g, "")
    .slice(0, 64);
}
