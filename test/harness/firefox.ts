// Firefox over WebDriver BiDi. Its tabs in the background present no pictures: all people are in one page. Without an
// output device its Web Audio never starts, whatever is clicked: sound is for Chromium to show, which has a device of its own.
import { launch, type Page } from "puppeteer-core";
import { evaluateAsJson, labScript, runIn, type PeopleBrowser, type TestPage } from "./browser.ts";

const firefoxPath = "/usr/bin/firefox-esr";

/** What a user clicks away at a prompt, or has in front of a screen; nothing that changes what is under test. */
const preferences = {
  "media.navigator.streams.fake": true,
  "media.navigator.permission.disabled": true,
  "media.autoplay.default": 0,
  "media.autoplay.blocking_policy": 0,
};

export async function launchFirefox(): Promise<PeopleBrowser> {
  const browser = await launch({
    browser: "firefox",
    executablePath: firefoxPath,
    headless: true,
    extraPrefsFirefox: preferences,
  });
  let shared: { page: Page; people: number; listeners: ((line: string) => void)[] } | undefined;

  const openPage = async (url: string) => {
    const page = await browser.newPage();
    const listeners: ((line: string) => void)[] = [];
    page.on("console", (message) => listeners.forEach((listen) => listen(`${message.type()}: ${message.text()}`)));
    page.on("pageerror", (error) => listeners.forEach((listen) => listen(`uncaught: ${String(error)}`)));
    await page.goto(url);
    // As somebody who publishes does: before that, Firefox keeps most of its network candidates to itself.
    await page.evaluate(
      `navigator.mediaDevices.getUserMedia({ audio: true, video: true }).then((media) => void (globalThis.heldMedia = media))`,
    );
    await page.evaluate(`${await labScript()}; 0`);
    return { page, people: 0, listeners };
  };

  return {
    async openPeoplePage(url, onConsole): Promise<TestPage> {
      const one = (shared ??= await openPage(url));
      one.people++;
      one.listeners.push(onConsole);
      const evaluate = (expression: string) => evaluateAsJson((wrapped) => one.page.evaluate(wrapped), expression);
      return {
        run: runIn(evaluate),
        evaluate,
        screenshot: async (path) => void (await one.page.screenshot({ path: path as `${string}.png` })),
        loseMediaPackets: () => Promise.reject(new Error("Firefox has no emulation of a network")),
        close: async () => {
          if (--one.people > 0) return;
          if (shared === one) shared = undefined;
          await one.page.close();
        },
      };
    },
    close: () => browser.close(),
  };
}
