import { useSyncExternalStore } from "react";
import { storedText } from "./stored.ts";

/** What someone chose; `system` follows the device. */
export type ThemeChoice = "system" | "light" | "dark";
export type Theme = "light" | "dark";

// public/theme.js reads the same key before the first paint.
const stored = storedText("localStorage", "threefold:theme");
const darkDevice = () => window.matchMedia("(prefers-color-scheme: dark)");

/** What was chosen, and the theme that this makes now: it follows the switch, other tabs and the device. */
export function useTheme(): { choice: ThemeChoice; theme: Theme } {
  const choice = useSyncExternalStore(stored.subscribe, readChoice, () => "system" as const);
  const dark = useSyncExternalStore(
    subscribeToDevice,
    () => darkDevice().matches,
    () => false,
  );
  return { choice, theme: resolve(choice, dark) };
}

/** The theme that is shown now. */
export const currentTheme = (): Theme => resolve(readChoice(), darkDevice().matches);

export function chooseTheme(choice: ThemeChoice): void {
  stored.set(choice === "system" ? null : choice);
}

const resolve = (choice: ThemeChoice, dark: boolean): Theme =>
  choice === "system" ? (dark ? "dark" : "light") : choice;

function readChoice(): ThemeChoice {
  const choice = stored.get();
  return choice === "light" || choice === "dark" ? choice : "system";
}

/** Keeps the document in the chosen theme, whichever tab it was chosen in. */
export function applyThemeChoices(): void {
  const apply = () => {
    const choice = readChoice();
    if (choice === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = choice;
  };
  apply();
  stored.subscribe(apply);
}

function subscribeToDevice(onChange: () => void): () => void {
  const device = darkDevice();
  device.addEventListener("change", onChange);
  return () => device.removeEventListener("change", onChange);
}
