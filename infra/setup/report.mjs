// What set-up says. Everything goes to stderr: stdout belongs to the command that runs afterwards (a token, JSON).

const NAME_WIDTH = 10;
const TEXT_WIDTH = 64;
const REDRAW_MS = 200;
const PLAIN_PROGRESS_MS = 10_000;

export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

const row = (name, text, elapsedMs) =>
  `  ${name.padEnd(NAME_WIDTH)} ${text.padEnd(TEXT_WIDTH)} ${seconds(elapsedMs).padStart(8)}`;

/**
 * One line for each step. On a terminal the line is redrawn while the step works; in a log, progress is a line of its
 * own at most every 10 s.
 */
export function createReport({ stream = process.stderr, now = () => performance.now() } = {}) {
  const live = stream.isTTY === true;

  function startStep(name) {
    const startedAtMs = now();
    let text = "";
    let lastPlainMs = startedAtMs;
    const redraw = () => live && text && stream.write(`\r\x1b[K${row(name, text, now() - startedAtMs)}`);
    const timer = live ? setInterval(redraw, REDRAW_MS) : undefined;
    timer?.unref();

    function end() {
      clearInterval(timer);
      if (live) stream.write("\r\x1b[K");
    }

    return {
      progress(newText) {
        const first = text === "";
        text = newText;
        if (live) return redraw();
        if (first || now() - lastPlainMs >= PLAIN_PROGRESS_MS) {
          lastPlainMs = now();
          stream.write(`${row(name, text, now() - startedAtMs)}\n`);
        }
      },
      done(finalText) {
        end();
        stream.write(`${row(name, finalText, now() - startedAtMs)}\n`);
      },
      failed() {
        end();
      },
    };
  }

  return { startStep, say: (line) => stream.write(`${line}\n`) };
}
