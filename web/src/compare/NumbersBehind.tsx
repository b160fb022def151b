import { byLadder, bytes, RUNGS, type Screen } from "./data.ts";
import { RungMark } from "./RungMark.tsx";
import { Scroll } from "./Scroll.tsx";

/** A name and what belongs to it. */
type Row = readonly [string, ...(number | string)[]];

interface NumbersProps {
  readonly summary?: string;
  /** What the table is called where it must be scrolled; its titles unless given. */
  readonly label?: string;
  readonly titles: readonly string[];
  readonly rows: readonly Row[];
  /** Of rungs: those that cannot show the screen, which have a row of their own. */
  readonly unable?: Screen["unable"];
}

/** The table behind a chart. */
export const NumbersBehind = ({
  summary = "Show the numbers",
  titles,
  label = titles.join(", "),
  rows,
  unable = [],
}: NumbersProps) => (
  <details>
    <summary>{summary}</summary>
    <Scroll label={label}>
      <table className="numbers">
        <thead>
          <tr>
            {titles.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {withUnable(rows, unable).map(([name, ...cells]) => (
            <tr key={name}>
              <th scope="row">{name in RUNGS ? <RungMark rung={name} /> : name}</th>
              {cells.map((cell, at) => (
                <td key={titles[at + 1]}>{typeof cell === "number" ? bytes(cell) : cell}</td>
              ))}
              {cells.length === 0 && (
                <td colSpan={titles.length - 1}>unable: {unable.find(({ rung }) => rung === name)?.reason}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  </details>
);

/** What is unable has a row without cells, at its place on the ladder. */
const withUnable = (rows: readonly Row[], unable: Screen["unable"]): readonly Row[] =>
  unable.length === 0
    ? rows
    : [...rows, ...unable.map(({ rung }): Row => [rung])].toSorted(([a], [b]) => byLadder(a, b));
