// The meeting page of `holdfast dev`, as two people use it: lobby, call, keyboard, a killed node, leaving.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { launchBrowser, type TestBrowser } from "../harness/browser.ts";
import { startDevSystem, type DevSystem } from "../harness/dev-system.ts";
import { waitForMovingPicture } from "../harness/moving-picture.ts";
import { repoRoot } from "../harness/server-process.ts";

/** Generous: the page must be right, how fast it is the benchmarks tell. */
const waitMs = 20_000;
const phone = { width: 360, height: 740 };

let dev: DevSystem;
let browser: TestBrowser;
let ann: Page;
let ben: Page;
let broken = false;

beforeAll(async () => {
  [dev, browser] = await Promise.all([startDevSystem(), launchBrowser()]);
});
afterAll(async () => {
  await Promise.all([browser?.close(), dev?.close()]);
});
// Each test goes on where the one before it ended.
beforeEach(({ skip }) => skip(broken, "an earlier step failed"));
afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  broken = true;
  const folder = join(repoRoot, "test/artifacts");
  await mkdir(folder, { recursive: true });
  const name = task.name.replace(/[^\w]+/g, "-");
  for (const [who, page] of Object.entries({ ann, ben }))
    await page?.screenshot({ path: join(folder, `${name}.${who}.png`) });
  console.error(dev.logTail(60));
});

async function openLobby(viewport?: { width: number; height: number }): Promise<Page> {
  const page = await browser.openPage(dev.url, { lab: false, ...(viewport && { viewport }) });
  page.setDefaultTimeout(waitMs);
  await page.getByRole("heading", { name: "Ready to join?" }).waitFor();
  return page;
}

const tileOf = (page: Page, name: string): Locator => page.locator("[data-participant]", { hasText: name });
const button = (page: Page, name: string | RegExp): Locator => page.getByRole("button", { name });

describe("the meeting page", () => {
  test("shows a preview, and joins by keyboard alone", async () => {
    ann = await openLobby();
    await waitForMovingPicture(ann.getByLabel("Your camera, mirrored"));
    // The name field has the focus; Enter in it joins.
    await ann.keyboard.type("Ann");
    await ann.locator("input[name=room]").fill("e2e-room");
    await ann.getByLabel("Your name").press("Enter");
    await tileOf(ann, "Ann (you)").waitFor();
    await waitForMovingPicture(tileOf(ann, "Ann (you)").locator("video"));
  });

  test("fits a phone, and two people see each other move", async () => {
    ben = await openLobby(phone);
    await ben.getByLabel("Your name").fill("Ben");
    await ben.locator("input[name=room]").fill("e2e-room");
    await button(ben, "Join now").click();
    await waitForMovingPicture(tileOf(ben, "Ann").locator("video"));
    await waitForMovingPicture(tileOf(ann, "Ben").locator("video"));
    const { scroll, inner } = await ben.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      inner: innerWidth,
    }));
    expect(scroll, "nothing stands out sideways").toBeLessThanOrEqual(inner);
  });

  test("mutes and unmutes by key, and the other is shown it", async () => {
    await ann.keyboard.press("m");
    await tileOf(ben, "Ann").getByText("Microphone off").waitFor({ state: "attached" });
    await ann.keyboard.press("m");
    await tileOf(ben, "Ann").getByText("Microphone off").waitFor({ state: "detached" });
  });

  test("stops and starts the camera by key, and the other sees it", async () => {
    await ann.keyboard.press("v");
    await tileOf(ben, "Ann").locator("video").waitFor({ state: "detached" });
    await ann.keyboard.press("v");
    await waitForMovingPicture(tileOf(ben, "Ann").locator("video"));
  });

  test.each(["Kill this node", "Kill worker"])("%s: the call goes on, and says after how long", async (what) => {
    if ((await ann.locator("#dev-panel").count()) === 0) await ann.keyboard.press("n");
    const carrying = ann.locator(".node-card-carrying");
    await carrying.waitFor();
    await button(ann, what).and(carrying.getByRole("button")).click();
    await ann.getByText(/Back after/).waitFor();
    await ben.getByText(/Back after/).waitFor();
    await waitForMovingPicture(tileOf(ann, "Ben").locator("video"));
    await waitForMovingPicture(tileOf(ben, "Ann").locator("video"));
    // Both words go again, so that the next test does not see these.
    await ann.getByText(/Back after/).waitFor({ state: "detached" });
    await ben.getByText(/Back after/).waitFor({ state: "detached" });
  });

  test("who leaves is gone from the other's page", async () => {
    await button(ann, "Leave the call").click();
    await ann
      .getByRole("button", { name: /Back to the start|Rejoin/ })
      .first()
      .waitFor();
    await tileOf(ben, "Ann").waitFor({ state: "detached" });
  });
});
