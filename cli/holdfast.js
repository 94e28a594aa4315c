#!/usr/bin/env node
// The installed command. The program itself is TypeScript, which Node runs as it is from 22.18 on.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `holdfast needs Node 22.18 or newer, and this is ${process.versions.node}. In the repository, "npm start" brings a newer one.`,
  );
  process.exit(1);
}
await import("./main.ts");
