import { expect, test } from "vitest";
import { shortcutOf } from "./use-shortcuts.ts";

const press = (key: string, more = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...more });
const field = { tagName: "INPUT", isContentEditable: false };
const button = { tagName: "BUTTON", isContentEditable: false };

test("plain keys work on buttons, not in fields", () => {
  expect(shortcutOf(press("M"), button)).toBe("m");
  expect(shortcutOf(press("m"), null)).toBe("m");
  expect(shortcutOf(press("m"), field)).toBeUndefined();
});

test("control and command are one, and work in fields too", () => {
  expect(shortcutOf(press("d", { ctrlKey: true }), field)).toBe("ctrl+d");
  expect(shortcutOf(press("d", { metaKey: true }), field)).toBe("ctrl+d");
});

test("what is pressed with Alt belongs to the browser", () => {
  expect(shortcutOf(press("m", { altKey: true }), null)).toBeUndefined();
});
