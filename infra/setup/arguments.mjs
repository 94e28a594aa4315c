import { Problem } from "./problem.mjs";

export const PURPOSES = ["start", "test", "check"];

export const HELP = `Usage: node infra/setup/main.mjs [--for start|test|check]
       node infra/setup/run.mjs <start|test|check> -- command [arguments]

Puts in place what Holdfast needs, does only what is missing, and can be interrupted and run again.

  start  npm packages, media worker, web pages (the default)
  test   the same, Chromium, Firefox, redis-server, promtool and coturn
  check  npm packages only

run.mjs does that and then runs the command, with Node 24 first on the PATH.

Environment:
  MEDIASOUP_WORKER_BIN   use this media worker, and look for no other
  MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD=true
                         do not try to download mediasoup's prebuilt worker
  MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL
                         download it from here
  XDG_CACHE_HOME         the worker is kept in $XDG_CACHE_HOME/holdfast (otherwise ~/.cache/holdfast)
`;

const wrong = (text) => new Problem(text, "node infra/setup/main.mjs --help");

function purposeOf(word) {
  if (!PURPOSES.includes(word)) throw wrong(`"${word}" is no purpose of set-up; there are ${PURPOSES.join(", ")}.`);
  return word;
}

/** @returns {{ help: boolean, purpose: string }} */
export function parseMainArguments(args) {
  const rest = [...args];
  let purpose = "start";
  while (rest.length > 0) {
    const word = rest.shift();
    if (word === "--help" || word === "-h") return { help: true, purpose };
    const value = word === "--for" ? rest.shift() : word.match(/^--for=(.*)$/)?.[1];
    if (value === undefined)
      throw wrong(word === "--for" ? "--for needs a word after it." : `"${word}" is not an option.`);
    purpose = purposeOf(value);
  }
  return { help: false, purpose };
}

/** @returns {{ help: boolean, purpose: string, command: string[] }} */
export function parseRunArguments(args) {
  const [word, dashes, ...command] = args;
  if (word === undefined || word === "--help" || word === "-h") return { help: true, purpose: "start", command: [] };
  if (dashes !== "--" || command.length === 0) throw wrong('run.mjs needs a purpose, "--" and a command.');
  return { help: false, purpose: purposeOf(word), command };
}
