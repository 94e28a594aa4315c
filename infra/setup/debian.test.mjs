import { expect, test } from "vitest";
import { installCommand, installObstacle, missingRequirements, parseOsRelease } from "./debian.mjs";

test("only what is missing is asked for", () => {
  const requirements = [
    { package: "cmake", program: "cmake" },
    { package: "libuv1-dev", pkgConfig: "libuv >= 1.44" },
  ];
  expect(missingRequirements(requirements, ({ program }) => program === "cmake")).toEqual([requirements[1]]);
});

test("os-release: quoted and bare values", () => {
  expect(parseOsRelease('PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n# x\nVERSION_ID="12"\n')).toEqual({
    PRETTY_NAME: "Debian GNU/Linux 12 (bookworm)",
    ID: "debian",
    VERSION_ID: "12",
  });
});

const situation = { packages: ["cmake", "g++"], why: "The build", hasApt: true, isRoot: true, osName: "Debian" };

test("root on Debian meets no obstacle", () => {
  expect(installObstacle(situation)).toBeUndefined();
});

test("without rights there is the exact command", () => {
  const problem = installObstacle({ ...situation, isRoot: false });
  expect(problem.message).toContain("only root may install them");
  expect(problem.command).toBe("sudo apt-get update && sudo apt-get install -y --no-install-recommends cmake g++");
});

test("without apt-get the packages are named, and no command is made up", () => {
  const problem = installObstacle({ ...situation, hasApt: false, osName: "Fedora" });
  expect(problem.message).toContain("cmake, g++, and Fedora has no apt-get");
  expect(problem.command).toBeUndefined();
});

test("root needs no sudo", () => {
  expect(installCommand(["x"], false)).toBe("apt-get update && apt-get install -y --no-install-recommends x");
});
