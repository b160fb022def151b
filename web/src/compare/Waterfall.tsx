import type { Span } from "@threefold/network-link";
import { scaleLinear } from "d3-scale";
import { Interval } from "./charts/Interval.tsx";
import { useChartWidth } from "./charts/use-chart-width.ts";
import { wrapped } from "./charts/wrapped.ts";
import { byLadder, hueOf, type Screen } from "./data.ts";
import { type Conditions, cellsOf, measuredAt, milliseconds, spansOf } from "./times.ts";

const LEFT = 44;
const RIGHT = 76;
const LANE = 5;
const GAP = 14;
const LINE = 14;
const AXIS = 28;

/** Every request of every rung on one axis of time: waiting for a connection, on the way, in the servers, coming back. */
export function Waterfall({ screen: { screen, unable }, conditions }: { screen: Screen; conditions: Conditions }) {
  const width = useChartWidth();
  const rows = cellsOf(screen, conditions.protocol).map((cell) => {
    const spans = spansOf(cell, conditions);
    return { cell, spans, total: Math.max(...spans.map(({ ended }) => ended)), measured: measuredAt(cell, conditions) };
  });
  const most = Math.max(...rows.map(({ total, measured }) => Math.max(total, measured?.measured.high ?? 0)));
  const x = scaleLinear([0, most], [LEFT, width - RIGHT]);
  let y = AXIS;
  const refusals = unable.map(({ rung, reason }) => ({
    rung,
    lines: wrapped(`unable: ${reason}`, width - LEFT),
  }));
  const placed = [...rows.map((row) => ({ rung: row.cell.rung, row })), ...refusals]
    .toSorted((a, b) => byLadder(a.rung, b.rung))
    .map((each) => {
      const at = y;
      y += ("row" in each ? Math.max(LINE, each.row.spans.length * LANE) : each.lines.length * LINE) + GAP;
      return { ...each, y: at };
    });
  const words = `Time to the whole screen: ${[
    ...rows.map(({ cell, total }) => `${cell.rung} ${milliseconds(total)}`),
    ...unable.map(({ rung, reason }) => `${rung} unable, ${reason}`),
  ].join("; ")}`;
  return (
    <figure>
      <figcaption className="legend">
        <Key kind="wait">waiting or connecting</Key>
        <Key kind="way">in transit</Key>
        <Key kind="server">server time</Key>
        <span>
          <svg width="20" height="12" aria-hidden="true">
            <Interval from={2} to={18} middle={10} y={6} />
          </svg>
          measured, with 95 % confidence interval
        </span>
        {rows.some(({ measured }) => measured?.above) && (
          <span>
            <svg width="20" height="12" aria-hidden="true">
              <Fold x={10} y={6} />
            </svg>
            measured: content above the fold can be drawn
          </span>
        )}
      </figcaption>
      <svg className="waterfall" viewBox={`0 0 ${width} ${y}`} role="img" aria-label={words}>
        <text className="note" y={12}>
          ms
        </text>
        {x.ticks(width > 500 ? 8 : 4).map((tick) => (
          <g key={tick} transform={`translate(${x(tick)} 0)`}>
            <line className="grid" y1={18} y2={y} />
            <text className="note" textAnchor="middle" y={12}>
              {tick.toLocaleString("en")}
            </text>
          </g>
        ))}
        {placed.map((each) => (
          <g key={each.rung} transform={`translate(0 ${each.y})`} className={hueOf(each.rung)}>
            <text className="name" y={11}>
              {each.rung}
            </text>
            {"row" in each ? (
              <Spans row={each.row} x={x} end={width - RIGHT + 10} />
            ) : (
              each.lines.map((line, at) => (
                <text key={line} className="note" x={LEFT} y={11 + at * LINE}>
                  {line}
                </text>
              ))
            )}
          </g>
        ))}
      </svg>
    </figure>
  );
}

interface Row {
  readonly spans: readonly Span[];
  readonly total: number;
  readonly measured: ReturnType<typeof measuredAt>;
}

/** Where few requests stand as high as one line of words, in its middle. */
const topOf = ({ length }: readonly Span[]): number => Math.max(0, (LINE - (length * LANE - 1)) / 2);

/** One rung's requests, one under another, with what was measured over them and the model's total behind. */
const Spans = ({ row: { spans, total, measured }, x, end }: { row: Row; x: (ms: number) => number; end: number }) => (
  <>
    {spans.map((span, lane) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: requests have no name but their order
      <g key={lane} transform={`translate(0 ${topOf(spans) + lane * LANE})`}>
        <Part kind="wait" from={x(span.queued)} to={x(span.sent)} />
        <Part kind="way" from={x(span.sent)} to={x(span.ended)} />
        <Part kind="server" from={x(span.arrived)} to={x(span.answered)} />
      </g>
    ))}
    {measured?.above && <Fold x={x(measured.above.median)} y={LINE / 2} />}
    {measured && (
      <Interval
        from={x(measured.measured.low)}
        to={x(measured.measured.high)}
        middle={x(measured.measured.median)}
        y={LINE / 2}
      />
    )}
    <text className="value" x={end} y={11}>
      {milliseconds(total)}
    </text>
  </>
);

const Part = ({ kind, from, to }: { kind: string; from: number; to: number }) => (
  <rect className={`span span-${kind}`} x={from} width={Math.max(0, to - from)} height={LANE - 1} />
);

/** When what is above the fold could be drawn. */
const Fold = ({ x, y }: { x: number; y: number }) => <path className="fold" d={`M${x - 5} ${y - 4}h10l-5 8z`} />;

const Key = ({ kind, children }: { kind: string; children: string }) => (
  <span className="hue-graphql">
    <svg width="20" height="12" aria-hidden="true">
      <rect className={`span span-${kind}`} width="20" height="12" />
    </svg>
    <span className="word">{children}</span>
  </span>
);
