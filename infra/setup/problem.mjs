/** Something the person at the machine has to do. Printed as one sentence and a command, never as a stack trace. */
export class Problem extends Error {
  /**
   * @param {string} sentence what is wrong
   * @param {string} [command] the exact command that puts it right
   */
  constructor(sentence, command) {
    super(sentence);
    this.name = "Problem";
    this.command = command;
  }
}

const SYSTEM_REASONS = {
  EACCES: "may not write",
  EPERM: "may not write",
  EROFS: "cannot write, because the file system is read-only,",
  ENOSPC: "cannot write, because the disk is full,",
};

/** What the operating system refused, as a Problem; undefined for anything else, which is a defect of set-up. */
export function asProblem(error) {
  if (error instanceof Problem) return error;
  const reason = SYSTEM_REASONS[error?.code];
  return reason && error.path
    ? new Problem(
        `Set-up ${reason} ${error.path} (${error.code}). What it makes goes into this checkout and into XDG_CACHE_HOME (otherwise ~/.cache).`,
      )
    : undefined;
}
