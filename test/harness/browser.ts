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
  "--autoplay-policy=no-user-gesture-required",
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

export interface TestBrowser {
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
  /** Where it runs, if not here. */
  machine?: Machine;
  /** Pages of http://HOST:PORT count as secure, as those of localhost do: they may use cameras. */
  trustedOrigins?: readonly string[];
}

export async function launchBrowser({ machine, trustedOrigins = [] }: LaunchOptions = {}): Promise<TestBrowser> {
  // A script that is written for the purpose would sometimes be "busy": another process may hold it open still.
  const elsewhere = machine && { ...process.env, RUN_BY: machine.run.join(" ") };
  const browser = await chromium.launch({
    executablePath: machine ? harnessFile("chromium-elsewhere.sh") : chromiumPath,
    ...(elsewhere ? { env: elsewhere } : {}),
    headless: true,
    args:
      trustedOrigins.length > 0
        ? [...chromiumFlags, `--unsafely-treat-insecure-origin-as-secure=${trustedOrigins.join(",")}`]
        : chromiumFlags,
  });
  const close = (): Promise<void> => browser.close();
  return {
    browser,
    openPage: (url, options = {}) => openPage(browser, url, options),
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
    const [labScript, workerScript] = await Promise.all([
      bundlePage(harnessFile("page/lab-page.ts")),
      bundlePage(harnessFile("page/media-worker.ts")),
    ]);
    await page.addInitScript(`globalThis.mediaWorkerSource = ${JSON.stringify(workerScript)};\n${labScript}`);
  }
  await page.goto(url);
  return page;
}
