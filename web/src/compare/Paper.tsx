import { scaleLinear } from "d3-scale";
import { useChartWidth, useNarrow } from "./charts/use-chart-width.ts";
import { bytes } from "./data.ts";
import { NumbersBehind } from "./NumbersBehind.tsx";
import { aggregates, beside, heaviest, OTHERS, pairs, unpaired } from "./paper.ts";
import { Scroll } from "./Scroll.tsx";
import { counted, percent } from "./words.ts";

const AGAINST = [
  { rest: "R0", graphql: "G1", words: "naive REST" },
  { rest: "R1", graphql: "G1", words: "competent REST" },
  { rest: "R3", graphql: "G1", words: "tailored REST" },
] as const;
const ROW = 34;
const TOP = 24;
/** Where a screen took more bytes than this by GraphQL, an arrow stands at the edge, and the caption says how many. */
const LEAST = -100;

const isBeyond = ({ less }: { readonly less: number }): boolean => less < LEAST;

const BESIDE = AGAINST.map(({ rest, graphql }) => beside(rest, graphql));

/** The famous number beside ours: it depends on which REST one compares with, and on how screens become one number. */
export function Paper() {
  const width = useChartWidth();
  const left = useNarrow() ? 96 : 130;
  const x = scaleLinear([LEAST, 100], [left, width - 24]);
  const rows = AGAINST.map((against) => ({
    ...against,
    dots: pairs(against.rest, against.graphql),
    numbers: aggregates(against.rest, against.graphql),
  }));
  const beyond = rows.flatMap(({ words, dots }) =>
    dots.filter(isBeyond).map(({ title, less }) => `${title}, against ${words}, at ${percent(less, 0)}`),
  );
  const absent = AGAINST.flatMap(({ rest, graphql }) => unpaired(rest, graphql));
  const height = TOP + (rows.length + 1) * ROW;
  const mostly = heaviest("R0", "G1");
  const median = (at: number) => percent(rows[at]?.numbers[1]?.ours ?? 0, 0);
  const finding = `Against naive REST the median saving of bytes is ${median(0)}, against competent REST ${median(1)}, against tailored REST ${median(2)}`;
  return (
    <section aria-labelledby="paper">
      <h2 id="paper">{finding}</h2>
      <p className="shows">
        Brito, Mombach and Valente (SANER 2019, arXiv 1906.07535) found 98.4 %. Each dot is a screen: how many bytes of
        bodies fewer one GraphQL query (G1) takes. Left of zero, REST takes fewer.
      </p>
      <figure>
        <svg className="dots" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={finding}>
          {x.ticks(5).map((tick) => (
            <g key={tick} transform={`translate(${x(tick)} 0)`}>
              <line className={tick === 0 ? "zero" : "grid"} y1={18} y2={height} />
              <text className="note" textAnchor="middle" y={12}>
                {percent(tick, 0)}
              </text>
            </g>
          ))}
          <g transform={`translate(0 ${TOP})`}>
            <text y={ROW / 2 + 4}>the paper</text>
            <path className="diamond" d={`M${x(98.4)} ${ROW / 2 - 6}l6 6l-6 6l-6 -6z`} />
          </g>
          {rows.map(({ words, dots, numbers }, at) => (
            <g key={words} transform={`translate(0 ${TOP + (at + 1) * ROW})`} className="hue-graphql">
              <text y={ROW / 2 - 2}>{words}</text>
              <text className="note" y={ROW / 2 + 12}>
                {counted(dots.length, "screen")}
              </text>
              {dots.map((dot) => (
                <g key={dot.title} className="dot">
                  <title>{`${dot.title}: ${bytes(dot.from)} to ${bytes(dot.to)} bytes`}</title>
                  {isBeyond(dot) ? (
                    <path d={`M${x(LEAST)} ${ROW / 2}l9 -5v10z`} />
                  ) : (
                    <circle cx={x(dot.less)} cy={ROW / 2} r={5} />
                  )}
                </g>
              ))}
              <path
                className="diamond"
                d={`M${x(Math.max(LEAST, numbers[1]?.ours ?? 0))} ${ROW / 2 - 6}l6 6l-6 6l-6 -6z`}
              />
            </g>
          ))}
        </svg>
        <figcaption className="caption">
          Diamonds are medians of each row's screens. {absent.map((each) => `${each}. `)}
          {beyond.length > 0 && `The arrow is beyond the edge: ${beyond.join("; ")}. `}Bytes of bodies, uncoded, as in
          the paper. Made by <code>npm run compare</code>.
        </figcaption>
      </figure>
      <details>
        <summary>Show the numbers, by three aggregates</summary>
        <Scroll label="Savings beside the paper's">
          <table className="numbers aggregates">
            <thead>
              <tr>
                <th scope="col">Fewer bytes by</th>
                <th scope="col">the paper</th>
                {rows.map(({ words, rest }) => (
                  <th key={rest} scope="col">
                    {words} ({rest})
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows[0]?.numbers.map(({ name, paper }, at) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{paper} %</td>
                  {rows.map(({ rest, numbers }) => (
                    <td key={rest}>{percent(numbers[at]?.ours ?? 0, 1)}</td>
                  ))}
                </tr>
              ))}
              {BESIDE[0]?.map(({ name, paper }, at) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{paper}</td>
                  {BESIDE.map((each, which) => (
                    <td key={AGAINST[which]?.rest}>{each[at]?.ours}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
        {mostly && (
          <p className="caption">
            {mostly.title} is {mostly.share.toFixed(0)} % of all bytes of R0: without it, the saving of all bytes
            together is {percent(mostly.lessWithout, 1)}.
          </p>
        )}
      </details>
      <NumbersBehind
        summary="Show each screen's bytes"
        titles={["Screen", ...AGAINST.map(({ rest }) => `${rest} to G1`)]}
        rows={(rows[0]?.dots ?? []).map(({ title }): [string, ...string[]] => [
          title,
          ...rows.map(({ dots }) => {
            const dot = dots.find((each) => each.title === title);
            return dot ? `${bytes(dot.from)} to ${bytes(dot.to)}` : "unable";
          }),
        ])}
      />
      <p className="caption">Others who measured:</p>
      <ul className="caption">
        {OTHERS.map(({ who, found }) => (
          <li key={who}>
            {who}: {found}.
          </li>
        ))}
      </ul>
    </section>
  );
}
