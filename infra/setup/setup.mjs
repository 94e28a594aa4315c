import { takeLock } from "./lock.mjs";
import { createReport, seconds } from "./report.mjs";
import { machineStep } from "./steps/machine.mjs";
import { npmPackagesStep } from "./steps/npm-packages.mjs";
import { pagesStep } from "./steps/pages.mjs";
import { testToolsStep } from "./steps/test-tools.mjs";
import { workerStep } from "./steps/worker.mjs";

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {(context: object) => string | undefined} check what is there already, or undefined: then `run` has to bring it
 * @property {(context: object, progress: (text: string) => void) => Promise<string>} [run] what it did
 */

/** @type {Record<string, Step[]>} */
const STEPS = {
  start: [machineStep, npmPackagesStep, workerStep, pagesStep],
  test: [machineStep, npmPackagesStep, testToolsStep, workerStep, pagesStep],
  check: [machineStep, npmPackagesStep],
};

async function runStep(step, context, report) {
  const line = report.startStep(step.name);
  try {
    const already = step.check(context);
    line.done(already ?? (await step.run(context, line.progress)));
  } catch (error) {
    line.failed();
    throw error;
  }
}

/**
 * Brings everything for a purpose; what is there already costs only its check.
 * @param {{ root: string, purpose: string }} options root: the checkout
 * @returns {Promise<{ workerBin?: string }>}
 */
export async function setUp({ root, purpose }) {
  const startedAtMs = performance.now();
  const report = createReport();
  const context = { root };
  const steps = STEPS[purpose];

  const found = [];
  for (const step of steps) {
    const already = step.check(context);
    if (already === undefined) break;
    found.push(already);
  }
  if (found.length === steps.length) {
    report.say(`set-up: ${found.slice(1).join("; ")} (${seconds(performance.now() - startedAtMs)})`);
    return context;
  }

  report.say(`Holdfast set-up (${purpose}); it can be interrupted and goes on where it was`);
  const release = await takeLock((pid) => report.say(`  waiting for another set-up, process ${pid}, to end`));
  try {
    for (const step of steps) await runStep(step, context, report);
  } finally {
    release();
  }
  report.say(`set-up done in ${seconds(performance.now() - startedAtMs)}`);
  return context;
}
