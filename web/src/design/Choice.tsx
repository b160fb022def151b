interface ChoiceProps<Value extends string> {
  /** Of the group, unique on its page. */
  name: string;
  /** What is chosen, for those who do not see the group. */
  legend: string;
  options: readonly { readonly value: Value; readonly label: string }[];
  chosen: Value;
  choose: (value: Value) => void;
}

/** One of a few, side by side. */
export function Choice<Value extends string>({ name, legend, options, chosen, choose }: ChoiceProps<Value>) {
  return (
    <fieldset className="choice">
      <legend className="visually-hidden">{legend}</legend>
      {options.map(({ value, label }) => (
        <label key={value}>
          <input
            className="visually-hidden"
            type="radio"
            name={name}
            checked={value === chosen}
            onChange={() => choose(value)}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
