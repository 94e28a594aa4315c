import { ensureRequirements, isPresent, missingRequirements } from "../debian.mjs";

const TEST_REQUIREMENTS = [
  { package: "chromium", program: "chromium" },
  { package: "firefox-esr", program: "firefox-esr" },
  { package: "redis-server", program: "redis-server" },
  { package: "prometheus", program: "promtool" },
  { package: "coturn", program: "turnserver" },
  { package: "systemd", program: "systemd-analyze" },
  { package: "iproute2", program: "ip" },
];

export const testToolsStep = {
  name: "test tools",
  check: () =>
    missingRequirements(TEST_REQUIREMENTS, isPresent).length === 0
      ? "Chromium, Firefox, redis-server, promtool, coturn"
      : undefined,
  async run(_context, progress) {
    const installed = await ensureRequirements(TEST_REQUIREMENTS, "The test suite", progress);
    return `installed ${installed.join(", ")}`;
  },
};
