import { LINKS } from "@threefold/network-link";
import { CHOICES, type Conditions, isOneMachine, PROTOCOLS } from "./times.ts";
import { megabits } from "./words.ts";

interface ConditionsProps {
  readonly value: Conditions;
  readonly change: (conditions: Conditions) => void;
}

/** The sliders: what network, and what of HTTP. */
export function ConditionsForm({ value, change }: ConditionsProps) {
  const speed = isOneMachine(value) ? "no limit" : megabits(value.downKbps);
  const set = (part: Partial<Conditions>) => change({ ...value, ...part });
  return (
    <fieldset className="conditions">
      <legend>Network</legend>
      <div className="presets">
        {CHOICES.map(({ link, rttMs, downKbps }) => (
          <button
            type="button"
            key={link}
            aria-pressed={value.rttMs === rttMs && value.downKbps === downKbps}
            onClick={() => set({ rttMs, downKbps })}
          >
            {LINKS[link].title}
          </button>
        ))}
      </div>
      <label>
        Round trip: <span className="value">{value.rttMs} ms</span>
        <input
          type="range"
          min={0}
          max={400}
          step={5}
          value={value.rttMs}
          aria-valuetext={`${value.rttMs} ms`}
          onChange={(event) => set({ rttMs: event.target.valueAsNumber })}
        />
      </label>
      <label>
        Download: <span className="value">{speed}</span>
        <input
          type="range"
          min={8}
          max={17}
          step={0.25}
          value={Math.log2(value.downKbps)}
          aria-valuetext={speed}
          onChange={(event) => set({ downKbps: Math.round(2 ** event.target.valueAsNumber) })}
        />
      </label>
      <label>
        Protocol:{" "}
        <select
          value={value.protocol}
          onChange={(event) => set({ protocol: event.target.value === "h1" ? "h1" : "h2" })}
        >
          <option value="h2">{PROTOCOLS.h2}</option>
          <option value="h1">{PROTOCOLS.h1}</option>
        </select>
      </label>
      <label className="box">
        <input
          type="checkbox"
          checked={value.connections === "cold"}
          onChange={(event) => set({ connections: event.target.checked ? "cold" : "warm" })}
        />
        Connections must be opened first
      </label>
    </fieldset>
  );
}
