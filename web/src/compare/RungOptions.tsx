import { RUNGS, type Screen } from "./data.ts";

/** Rungs to choose from; those that cannot show the screen stand there too, and cannot be chosen. */
export const RungOptions = ({ names, unable }: { names: readonly string[]; unable: Screen["unable"] }) =>
  names.map((name) => {
    const isUnable = unable.some(({ rung }) => rung === name);
    return (
      <option key={name} value={name} disabled={isUnable}>
        {name}: {isUnable ? "unable" : RUNGS[name]}
      </option>
    );
  });
