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
