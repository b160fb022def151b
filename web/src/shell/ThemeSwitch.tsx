import { chooseTheme, type ThemeChoice, useTheme } from "./theme.ts";

const CHOICES: readonly { choice: ThemeChoice; label: string; icon: string }[] = [
  { choice: "system", label: "As on this device", icon: "M2.5 3.5h11v7.5h-11zM6 13.5h4M8 11v2.5" },
  {
    choice: "light",
    label: "Light",
    icon: "M8 5.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6M8 1.2v1.4M8 13.4v1.4M1.2 8h1.4M13.4 8h1.4M3.2 3.2l1 1M11.8 11.8l1 1M12.8 3.2l-1 1M4.2 11.8l-1 1",
  },
  { choice: "dark", label: "Dark", icon: "M13.4 9.6A5.8 5.8 0 0 1 6.4 2.6a5.8 5.8 0 1 0 7 7" },
];

/** Light, dark, or as the device has it. */
export function ThemeSwitch() {
  const { choice: chosen } = useTheme();
  return (
    <fieldset className="theme-switch">
      <legend className="visually-hidden">Theme</legend>
      {CHOICES.map(({ choice, label, icon }) => (
        <label key={choice} title={label}>
          <input
            className="visually-hidden"
            type="radio"
            name="theme"
            checked={choice === chosen}
            onChange={() => chooseTheme(choice)}
          />
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d={icon} />
          </svg>
          <span className="visually-hidden">{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
