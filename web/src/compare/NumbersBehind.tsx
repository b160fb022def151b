import { bytes } from "./data.ts";
import { Scroll } from "./Scroll.tsx";

interface NumbersProps {
  readonly summary?: string;
  readonly titles: readonly string[];
  /** A name and what belongs to it. */
  readonly rows: readonly (readonly [string, ...(number | string)[]])[];
}

/** The table behind a chart. */
export const NumbersBehind = ({ titles, rows, summary = "Show the numbers" }: NumbersProps) => (
  <details>
    <summary>{summary}</summary>
    <Scroll label={titles.join(", ")}>
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
          {rows.map(([name, ...numbers]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {numbers.map((number, at) => (
                <td key={titles[at + 1]}>{typeof number === "number" ? bytes(number) : number}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  </details>
);
