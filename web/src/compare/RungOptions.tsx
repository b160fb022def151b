import { RUNGS, type Screen } from "./data.ts";

interface RungOptionsProps {
  readonly names: readonly string[];
  readonly unable: Screen["unable"];
  /** The style of all of them, where what they stand under says it. */
  readonly style?: string;
}

/** Rungs to choose from; those that cannot show the screen stand there too, and cannot be chosen. */
export const RungOptions = ({ names, unable, style }: RungOptionsProps) =>
  names.map((name) => {
    const isUnable = unable.some(({ rung }) => rung === name);
    return (
      <option key={name} value={name} disabled={isUnable}>
        {name}: {isUnable ? "unable" : RUNGS[name]?.replace(`${style}: `, "")}
      </option>
    );
  });
