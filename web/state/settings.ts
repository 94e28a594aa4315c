// What the page remembers from one visit to the next. Browsers may forbid storage: then nothing is remembered.

type Setting = "name" | "camera.on" | "camera.device" | "microphone.on" | "microphone.device";

const prefix = "holdfast.";

export function readSetting(setting: Setting): string | undefined {
  try {
    return localStorage.getItem(prefix + setting) ?? undefined;
  } catch {
    return undefined;
  }
}

export function writeSetting(setting: Setting, value: string): void {
  try {
    localStorage.setItem(prefix + setting, value);
  } catch {
    // Nothing depends on it.
  }
}

export function forgetSetting(setting: Setting): void {
  try {
    localStorage.removeItem(prefix + setting);
  } catch {
    // Nothing depends on it.
  }
}
