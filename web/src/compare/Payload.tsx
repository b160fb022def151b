import { useState } from "react";
import { type Answer, RUNGS, type Rung } from "./data.ts";
import { Treemap } from "./Treemap.tsx";

/** Two rungs' answers side by side, with what nobody saw in grey. */
export function Payload({ rungs }: { rungs: readonly Rung[] }) {
  const [left, setLeft] = useState("R1");
  const [right, setRight] = useState("G1");
  return (
    <section aria-labelledby="payload">
      <h2 id="payload">What came, and what of it was seen</h2>
      <p className="shows">
        <span className="line-used">Used</span> is drawn on the screen;{" "}
        <span className="line-duplicate">there before</span>, <span className="line-control">for programs</span> and{" "}
        <span className="line-wasted">wasted</span> are not. Lists are cut after two.
      </p>
      <div className="payloads">
        <Side label="Left" rungs={rungs} chosen={left} choose={setLeft} />
        <Side label="Right" rungs={rungs} chosen={right} choose={setRight} />
      </div>
    </section>
  );
}

interface SideProps {
  readonly label: string;
  readonly rungs: readonly Rung[];
  readonly chosen: string;
  readonly choose: (rung: string) => void;
}

function Side({ label, rungs, chosen, choose }: SideProps) {
  const rung = rungs.find((each) => each.rung === chosen);
  const left = (rung?.requests ?? 0) - (rung?.answers.length ?? 0);
  return (
    <div className="payload">
      <label>
        {label}:{" "}
        <select value={chosen} onChange={(event) => choose(event.target.value)}>
          {rungs.map((each) => (
            <option key={each.rung} value={each.rung}>
              {each.rung}: {RUNGS[each.rung]}
            </option>
          ))}
        </select>
      </label>
      {rung && <Treemap rung={rung} />}
      {rung?.answers.map((answer) => (
        <Body key={`${answer.depth} ${answer.path}`} answer={answer} />
      ))}
      {left > 0 && <p className="caption">and {left} more answers like these</p>}
    </div>
  );
}

const Body = ({ answer: { method, path, lines } }: { answer: Answer }) => (
  <figure>
    <figcaption>
      <code>
        {method} {path.length > 160 ? `${path.slice(0, 160)}…` : path}
      </code>
    </figcaption>
    <pre className="body">
      {lines.map(({ at, depth, text, class: kind }) => (
        <span key={at}>
          {"  ".repeat(depth)}
          <span className={kind === undefined ? "line" : `line line-${kind}`}>{text}</span>
          {"\n"}
        </span>
      ))}
    </pre>
  </figure>
);
