import { RUNG_OF } from "./address.ts";
import { Body } from "./Body.tsx";
import { Drawing } from "./Drawing.tsx";
import { RUNGS, type Rung, type Screen } from "./data.ts";
import { NumbersBehind } from "./NumbersBehind.tsx";
import { RungOptions } from "./RungOptions.tsx";
import { Treemap } from "./Treemap.tsx";
import { useInAddress } from "./use-in-address.ts";
import { type Light, useLight } from "./use-light.ts";
import { counted, listed } from "./words.ts";

/** The screen, and under it two rungs' answers side by side, with what nobody saw in grey. */
export function Payload({ screen: { html, rungs, unable } }: { screen: Screen }) {
  const light = useLight();
  const isRung = (name: string): name is string => rungs.some(({ rung }) => rung === name);
  const [left, setLeft] = useInAddress("left", RUNG_OF.left, isRung);
  const [right, setRight] = useInAddress("right", RUNG_OF.right, isRung);
  return (
    <section aria-labelledby="payload">
      <h2 id="payload">{findingOf([left, right].flatMap((name) => rungs.find(({ rung }) => rung === name) ?? []))}</h2>
      <p className="shows">
        <span className="line-used">Used</span> is drawn on the screen;{" "}
        <span className="line-duplicate">duplicate</span> (it came before),{" "}
        <span className="line-control">control</span> (for programs) and <span className="line-wasted">wasted</span> are
        not. Lists are cut after three. Areas are bytes of the uncoded bodies, all answers together. Point at a field,
        or walk with the arrow keys, to see what it draws. Made by <code>npm run compare</code>.
      </p>
      <Drawing html={html} lit={light.lit?.draws ?? []} />
      <div className="payloads">
        <Side label="Left" rungs={rungs} unable={unable} chosen={left} choose={setLeft} light={light} />
        <Side label="Right" rungs={rungs} unable={unable} chosen={right} choose={setRight} light={light} />
      </div>
    </section>
  );
}

/** How much of what came was seen on each side. */
function findingOf(sides: readonly Rung[]): string {
  const seen = sides.map(({ rung, ledger, bodies }) => {
    const share = bodies.raw === 0 ? 0 : Math.round((100 * ledger.used) / bodies.raw);
    return `${share} % of what came on ${rung}`;
  });
  return `Of the bodies, ${listed(seen)} is seen`;
}

interface SideProps {
  readonly label: string;
  readonly rungs: readonly Rung[];
  readonly unable: Screen["unable"];
  readonly chosen: string;
  readonly choose: (rung: string) => void;
  readonly light: Light;
}

function Side({ label, rungs, unable, chosen, choose, light }: SideProps) {
  const rung = rungs.find((each) => each.rung === chosen);
  const left = (rung?.requests ?? 0) - (rung?.answers.length ?? 0);
  return (
    <div className="payload">
      <label>
        {label}:{" "}
        <select value={chosen} onChange={(event) => choose(event.target.value)}>
          <RungOptions names={Object.keys(RUNGS)} unable={unable} />
        </select>
      </label>
      {rung && <Treemap rung={rung} />}
      {rung && (
        <NumbersBehind
          summary={`Show the fields of ${chosen} as a table`}
          titles={["Field, and what it is for", "bytes"]}
          rows={rung.byField.map((each) => [`${each.field || "(the whole)"}: ${each.class}`, each.bytes])}
        />
      )}
      {rung?.answers.map((answer) => (
        <Body key={`${answer.depth} ${answer.path}`} answer={answer} light={light} />
      ))}
      {left > 0 && <p className="caption">and {counted(left, "more answer")} like these</p>}
    </div>
  );
}
