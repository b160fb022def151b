import { Choice } from "../design/Choice.tsx";
import { bytes, RUNGS, type Screen, styleOf } from "./data.ts";
import { RungMark } from "./RungMark.tsx";
import { type Conditions, milliseconds } from "./times.ts";
import {
  type Claimed,
  claimOf,
  FAVOURED,
  fairly,
  headlineOf,
  isStyle,
  leftOutBy,
  readTricks,
  type Style,
  type Trick,
  tricksFor,
} from "./unfair.ts";
import { useInAddress } from "./use-in-address.ts";
import { listed } from "./words.ts";

const SIDES = [
  { value: "GraphQL", label: "for GraphQL" },
  { value: "REST", label: "for REST" },
] as const;

/** How famous headlines are made: the same measurements, and what to leave out of them. */
export function Unfair({ screen, conditions }: { screen: Screen; conditions: Conditions }) {
  const [chosen, choose] = useInAddress("unfair", "", (_names): _names is string => true);
  const [favour, setFavour] = useInAddress<Style>("favour", FAVOURED, isStyle);
  const offered = tricksFor(screen);
  const { known } = readTricks(chosen);
  const tricks: ReadonlySet<Trick> = new Set(offered.map(({ name }) => name).filter((name) => known.includes(name)));
  const setTricks = (names: ReadonlySet<Trick>) => choose([...names].join(","));
  const claim = claimOf(screen, favour, tricks, conditions);
  if (claim === undefined) return null;
  const isAll = tricks.size === offered.length;
  const toggle = (name: Trick) => setTricks(tricks.has(name) ? without(tricks, name) : new Set([...tricks, name]));
  return (
    <section aria-labelledby="unfair" className="unfair">
      <h2 id="unfair">How a headline is made</h2>
      <p className="shows">
        The first choice behind a headline is which rungs to compare. With requests, headers and bodies counted, and
        neither side naive:
      </p>
      <ul className="pairs">
        {fairly(screen).map(({ rest, graphql, said }) => (
          <li key={rest}>
            <RungMark rung={rest} /> and <RungMark rung={graphql} />: {said}
          </li>
        ))}
      </ul>
      <p className="shows">Leave something out, and the same measurements say something else.</p>
      <div className="making">
        <button
          type="button"
          aria-pressed={isAll}
          onClick={() => setTricks(isAll ? new Set() : new Set(offered.map(({ name }) => name)))}
        >
          Make it unfair
        </button>
        <Choice name="favour" legend="In whose favour" options={SIDES} chosen={favour} choose={setFavour} />
      </div>
      <ul className="tricks">
        {offered.map(({ name, title, hides }) => (
          <li key={name}>
            <label>
              <input type="checkbox" checked={tricks.has(name)} onChange={() => toggle(name)} /> {title}
            </label>
            <span className="caption">hides {hides}</span>
          </li>
        ))}
      </ul>
      <p className={tricks.size === 0 ? "headline" : "headline headline-made"} aria-live="polite">
        <span className="kicker">
          {tricks.size === 0
            ? `Competent on both sides: ${claim.rest.rung.rung} and ${claim.graphql.rung.rung}`
            : `Made by leaving out ${listed(leftOutBy([...tricks]))}`}
        </span>{" "}
        {headlineOf(claim.rest.bytes, claim.graphql.bytes)}
      </p>
      <Pair claims={[claim.rest, claim.graphql]} />
    </section>
  );
}

/** Both sides as bars, with what is said of them. */
function Pair({ claims }: { claims: readonly Claimed[] }) {
  const most = Math.max(1, ...claims.map((each) => each.bytes));
  return (
    <table className="pair">
      <thead className="visually-hidden">
        <tr>
          <th scope="col">Rung</th>
          <th scope="col">Bytes</th>
          <th scope="col">Time</th>
        </tr>
      </thead>
      <tbody>
        {claims.map(({ rung, bytes: count, ms }) => (
          <tr key={rung.rung} className={`hue-${styleOf(rung.rung)}`}>
            <th scope="row">
              <RungMark rung={rung.rung} />
              <span className="note">{RUNGS[rung.rung]}</span>
            </th>
            <td className="bar">
              <span className="fill" style={{ inlineSize: `${(70 * count) / most}%` }} aria-hidden="true" />
              <span className="value">{bytes(count)} bytes</span>
            </td>
            <td className="value">{ms === undefined ? "not timed" : milliseconds(ms)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const without = (tricks: ReadonlySet<Trick>, name: Trick) => new Set([...tricks].filter((each) => each !== name));
