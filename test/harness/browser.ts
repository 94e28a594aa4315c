import { fileURLToPath } from "node:url";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { bundlePage } from "./bundle-page.ts";
import type { Machine } from "./network.ts";

export const chromiumPath = "/usr/bin/chromium";

const chromiumFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  // All pages of a test are "in the background" of a browser without a screen, and must run at full speed.
  "--disable-background-timer-throttling",
  "--disable-renderer-backgrounding",
  "--disable-backgrounding-occluded-windows",
  // A page may gather candidates of 127.0.0.1 with its plain address.
  "--disable-features=WebRtcHideLocalIpsWithMdns",
];

/** A page of whichever browser, prepared with the media lab. */
export interface TestPage {
  /** Does something there, which gets the argument; nothing else of the test is known there. Both travel as JSON. */
  run<Result, Argument>(act: (argument: Argument) => Result | Promise<Result>, argument: Argument): Promise<Result>;
  evaluate(expression: string): Promise<unknown>;
  screenshot(file: string): Promise<void>;
  /** All packets of its peer connections are lost, in both directions, or none any more. Chromium only. */
  loseMediaPackets(lost: boolean): Promise<void>;
  /** As when a tab is closed. */
  close(): Promise<void>;
}

/** A browser that people of a test are in. */
export interface PeopleBrowser {
  /** The page that the next one joins in: one of its own, where each can have one. */
  openPeoplePage(url: string, onConsole: (line: string) => void): Promise<TestPage>;
  close(): Promise<void>;
}

export interface TestBrowser extends PeopleBrowser {
  browser: Browser;
  /** A page of a context of its own, prepared with the media lab, at this address. */
  openPage(url: string, options?: OpenPageOptions): Promise<Page>;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface OpenPageOptions {
  /** Called with each line of the page's console and each error that nobody caught. */
  onConsole?: (line: string) => void;
  /** Width and height of the window, in CSS pixels. */
  viewport?: { width: number; height: number };
  /** False: a plain page, as a user has it. */
  lab?: boolean;
  context?: BrowserContext;
}

const harnessFile = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export interface LaunchOptions {
  /** False: sound plays only after somebody has clicked, as in front of a screen. */
  mayPlay?: boolean;
  /** Where it runs, if not here. */
  machine?: Machine;
  /** Pages of http://HOST:PORT count as secure, as those of localhost do: they may use cameras. */
  trustedOrigins?: readonly string[];
}

export async function launchBrowser({
  machine,
  trustedOrigins = [],
  mayPlay = true,
}: LaunchOptions = {}): Promise<TestBrowser> {
  // A script that is written for the purpose would sometimes be "busy": another process may hold it open still.
  const elsewhere = machine && { ...process.env, RUN_BY: machine.run.join(" ") };
  const browser = await chromium.launch({
    executablePath: machine ? harnessFile("chromium-elsewhere.sh") : chromiumPath,
    ...(elsewhere ? { env: elsewhere } : {}),
    headless: true,
    args: [
      ...chromiumFlags,
      `--autoplay-policy=${mayPlay ? "no-user-gesture-required" : "document-user-activation-required"}`,
      ...(trustedOrigins.length > 0 ? [`--unsafely-treat-insecure-origin-as-secure=${trustedOrigins.join(",")}`] : []),
    ],
  });
  const close = (): Promise<void> => browser.close();
  return {
    browser,
    openPage: (url, options = {}) => openPage(browser, url, options),
    openPeoplePage: async (url, onConsole) => testPage(await openPage(browser, url, { onConsole })),
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function openPage(browser: Browser, url: string, options: OpenPageOptions): Promise<Page> {
  const { onConsole, viewport = { width: 960, height: 600 }, lab = true } = options;
  const context =
    options.context ?? (await browser.newContext({ bypassCSP: true, viewport, permissions: ["camera", "microphone"] }));
  const page = await context.newPage();
  page.on("console", (message) => onConsole?.(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => onConsole?.(`uncaught: ${error.stack ?? error.message}`));
  if (lab) {
    await page.addInitScript(await labScript());
  }
  await page.goto(url);
  return page;
}

/** Makes `labPage` in a page. */
export async function labScript(): Promise<string> {
  const names = ["lab-page", "media-worker", "sound-worklet"];
  const [lab, ...sources] = await Promise.all(names.map((name) => bundlePage(harnessFile(`page/${name}.ts`))));
  const [worker, worklet] = sources.map((source) => JSON.stringify(source));
  return `globalThis.mediaWorkerSource = ${worker};\nglobalThis.soundWorkletSource = ${worklet};\n${lab}`;
}

export function testPage(page: Page): TestPage {
  const evaluate = (expression: string) => evaluateAsJson((wrapped) => page.evaluate(wrapped), expression);
  return {
    run: runIn(evaluate),
    evaluate,
    screenshot: async (path) => void (await page.screenshot({ path })),
    loseMediaPackets: (lost) => loseMediaPackets(page, lost),
    close: () => page.context().close(),
  };
}

/** https://chromedevtools.github.io/devtools-protocol/tot/Network/#method-emulateNetworkConditions */
async function loseMediaPackets(page: Page, lost: boolean): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const unlimited = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", { ...unlimited, packetLoss: lost ? 100 : 0 });
}

export const runIn =
  (evaluate: TestPage["evaluate"]): TestPage["run"] =>
  (act, argument) =>
    evaluate(`(${act.toString()})(${JSON.stringify(argument)})`) as Promise<never>;

/** What a protocol for browsers makes of a list of a thousand objects takes seconds. */
export async function evaluateAsJson(
  evaluate: (expression: string) => Promise<unknown>,
  expression: string,
): Promise<unknown> {
  const json = await evaluate(`(async () => JSON.stringify(await (${expression})))()`);
  return json === undefined || json === null ? undefined : JSON.parse(json as string);
}
