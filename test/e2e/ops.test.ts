// The dashboard of `holdfast dev`, as an ops person uses it, beside a real call.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { launchBrowser, type TestBrowser } from "../harness/browser.ts";
import { startDevSystem, type DevSystem } from "../harness/dev-system.ts";
import { waitForMovingPicture } from "../harness/moving-picture.ts";
import { repoRoot } from "../harness/server-process.ts";

const waitMs = 20_000;
const room = "ops-room";

let dev: DevSystem;
let browser: TestBrowser;
let ops: Page;
let ann: Page;
let broken = false;

beforeAll(async () => {
  [dev, browser] = await Promise.all([startDevSystem(), launchBrowser()]);
  ops = await browser.openPage(`${dev.url}/ops`, { lab: false, viewport: { width: 1280, height: 900 } });
  ops.setDefaultTimeout(waitMs);
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
  await ops?.screenshot({ path: join(folder, `${task.name.replace(/[^\w]+/g, "-")}.png`), fullPage: true });
  console.error(dev.logTail(60));
});

const nodeCard = (id: string): Locator => ops.getByRole("article", { name: `Node ${id}` });
const button = (name: string): Locator => ops.getByRole("button", { name, exact: true });
const row = (): Locator => ops.getByRole("row").filter({ hasText: room });
const nodeIds = ["node-a", "node-b"];

async function nodeOfRoom(): Promise<string> {
  await row().waitFor();
  return (await row().getByRole("cell").first().textContent()) ?? "";
}

async function enter(name: string): Promise<Page> {
  const page = await browser.openPage(dev.url, { lab: false });
  page.setDefaultTimeout(waitMs);
  await page.getByLabel("Your name").fill(name);
  await page.locator("input[name=room]").fill(room);
  await page.getByRole("button", { name: "Join now" }).click();
  return page;
}

describe("the dashboard", () => {
  test("opens without a sign-in in dev mode, and shows the nodes", async () => {
    await ops.getByText("2 of 2").waitFor();
    for (const id of nodeIds) {
      await nodeCard(id).getByText("takes rooms").waitFor();
      expect(await nodeCard(id).getByRole("meter", { name: "Load" }).getAttribute("aria-valuenow")).toMatch(/^\d+$/);
    }
    await ops.getByText("Nobody is in a call.").waitFor();
  });

  test("shows a call's room, its people and its bitrate", async () => {
    ann = await enter("Ann");
    const ben = await enter("Ben");
    await waitForMovingPicture(ben.locator("[data-participant]", { hasText: "Ann" }).locator("video"));
    const carrying = nodeCard(await nodeOfRoom());
    await carrying.getByText(/^2 of \d+$/).waitFor();
    await carrying
      .getByText(/\d (kbit|Mbit)\/s/)
      .first()
      .waitFor();
    const chart = ops.getByRole("img", { name: /^Bitrate out now: .*bit\/s/ });
    await chart.locator("polyline").first().waitFor({ state: "attached" });
  });

  test("cordons a node and lets it take rooms again", async () => {
    const [id] = nodeIds;
    await button(`Cordon ${id}`).click();
    await nodeCard(id!).getByText("cordoned").waitFor();
    await ops.getByText("1 of 2").waitFor();
    await button(`Uncordon ${id}`).click();
    await nodeCard(id!).getByText("takes rooms").waitFor();
  });

  test("drains the node that carries the call, and tells what it cost", async () => {
    const from = await nodeOfRoom();
    const to = nodeIds.find((id) => id !== from)!;
    await button(`Drain ${from}`).click();
    await row().getByRole("cell", { name: to }).waitFor();
    await nodeCard(from).getByText("cordoned").waitFor();
    const entry = ops.getByRole("listitem").filter({ hasText: "drained" });
    expect(await entry.first().textContent()).toContain(`${from} → ${to}`);
    await waitForMovingPicture(ann.locator("[data-participant]", { hasText: "Ben" }).locator("video"));
  });

  test("does not drain the last node that takes rooms, unless told to", async () => {
    const last = await nodeOfRoom();
    await button(`Drain ${last}`).click();
    await nodeCard(last).getByRole("alert").waitFor();
    await button(`Drain anyway ${last}`).click();
    await nodeCard(last).getByRole("progressbar", { name: "Rooms moved" }).waitFor();
    await nodeCard(last).locator(".ops-blocked").waitFor();
    await button(`Cancel drain ${last}`).click();
    await nodeCard(last).getByText("takes rooms").waitFor();
    for (const id of nodeIds) if (id !== last) await button(`Uncordon ${id}`).click();
    await ops.getByText("2 of 2").waitFor();
  });

  test("tells of a node that died, with the gap that the clients measured", async () => {
    const from = await nodeOfRoom();
    const to = nodeIds.find((id) => id !== from)!;
    await fetch(`${dev.url}/v1/dev/nodes/${from}/kill`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ target: "node" }),
    });
    const entry = ops.getByRole("listitem").filter({ hasText: "node died" });
    await entry.getByText(/^\d+(\.\d)? m?s$/).waitFor();
    expect(await entry.textContent()).toContain(`${from} → ${to}`);
    await row().getByRole("cell", { name: to }).waitFor();
  });

  test("stands in a phone's width", async () => {
    await ops.setViewportSize({ width: 360, height: 740 });
    const { scroll, inner } = await ops.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      inner: innerWidth,
    }));
    expect(scroll, "nothing stands out sideways").toBeLessThanOrEqual(inner);
    await ops.setViewportSize({ width: 1280, height: 900 });
  });

  test("says so while the server does not answer, and goes on when it does", async () => {
    await ops.context().setOffline(true);
    await ops.getByRole("alert").getByText("The server does not answer.").waitFor();
    await ops.context().setOffline(false);
    await ops.getByRole("alert").waitFor({ state: "detached" });
  });

  test("asks for a key after signing out, and takes no wrong one", async () => {
    await button("Sign out").click();
    const field = ops.getByLabel("API key or admin token");
    await field.fill("dev:wrong");
    await button("Sign in").click();
    await ops.getByRole("alert").waitFor();
    const { token } = (await (await fetch(`${dev.url}/v1/dev/admin-tokens`, { method: "POST" })).json()) as {
      token: string;
    };
    await field.fill(token);
    await button("Sign in").click();
    await ops.getByRole("heading", { name: "Media nodes" }).waitFor();
    expect(await ops.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(token);
  });
});
