import { useEffect, useState } from "react";
import type { Explanations } from "./explanations.ts";

const NONE = "";

const FORMS = [
  { form: NONE, label: "as it is" },
  { form: "slow:800", label: "slow (0.8 s)" },
  { form: "failing:503", label: "failing (503)" },
  { form: "absent", label: "absent" },
] as const;

/** Makes a subgraph slow, failing or absent for the requests that are sent while the panel is open: to see partial data. */
export function FaultSwitch({ explanations }: { explanations: Explanations }) {
  const [subgraph, setSubgraph] = useState("users");
  const [form, setForm] = useState<string>(NONE);
  useEffect(() => {
    explanations.setFault(form === NONE ? undefined : { subgraph, form });
    return () => explanations.setFault(undefined);
  }, [explanations, subgraph, form]);
  return (
    <div className="fault">
      <span>Run with</span>
      <select aria-label="Subgraph" value={subgraph} onChange={(event) => setSubgraph(event.target.value)}>
        {["products", "users", "orders"].map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      <select aria-label="How it answers" value={form} onChange={(event) => setForm(event.target.value)}>
        {FORMS.map(({ form, label }) => (
          <option key={label} value={form}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}
