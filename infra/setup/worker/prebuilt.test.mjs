import { once } from "node:events";
import { createServer } from "node:http";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { downloadPrebuilt, prebuiltName, prebuiltUrl } from "./prebuilt.mjs";

const machine = { version: "3.27.1", platform: "linux", arch: "x64", kernelRelease: "6.1.0-31-amd64" };
const mediasoup = { version: "3.27.1", repository: { url: "git+https://example.org/sfu/mediasoup.git" } };

test("the name that mediasoup gives its archives", () => {
  expect(prebuiltName(machine)).toBe("mediasoup-worker-3.27.1-linux-x64-kernel6.tgz");
  expect(prebuiltName({ ...machine, platform: "darwin" })).toBe("mediasoup-worker-3.27.1-darwin-x64.tgz");
});

test("the address comes from the package, or from a mirror", () => {
  expect(prebuiltUrl(mediasoup, "a.tgz")).toBe("https://example.org/sfu/mediasoup/releases/download/3.27.1/a.tgz");
  expect(prebuiltUrl(mediasoup, "a.tgz", "http://mirror/x")).toBe("http://mirror/x/3.27.1/a.tgz");
});

const closing = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

function tryDownload(answer) {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-prebuilt-"));
  const server = createServer(answer);
  closing.push(
    () => rmSync(folder, { recursive: true }),
    () => server.close(),
  );
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () =>
      resolve(downloadPrebuilt(`http://127.0.0.1:${server.address().port}/a.tgz`, folder)),
    );
  });
}

test("no archive for this platform is a reason, not an error", async () => {
  expect(await tryDownload((_, response) => response.writeHead(404).end())).toEqual({
    reason: "the server answered 404",
  });
});

test("a page instead of an archive is a reason, not an error", async () => {
  const result = await tryDownload((_, response) => response.end("<html>Log in first</html>"));
  expect(result.reason).toMatch(/^the archive cannot be unpacked/);
});

test("nobody there is a reason, not an error", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  expect(await downloadPrebuilt(`http://127.0.0.1:${port}/a.tgz`, tmpdir())).toEqual({
    reason: "its server is not reachable, ECONNREFUSED",
  });
});
