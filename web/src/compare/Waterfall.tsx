import { scaleLinear } from "d3-scale";
import { Interval } from "./Interval.tsx";
import { type Conditions, cellsOf, measuredAt, milliseconds, spansOf } from "./times.ts";
import { useNarrow } from "./use-narrow.ts";

const LEFT = 44;
const RIGHT = 76;
const LANE = 5;
const GAP = 14;
const AXIS = 28;

/** Every request of every rung on one axis of time: waiting for a connection, on the way, in the servers, coming back. */
export function Waterfall({ screen, conditions }: { screen: string; conditions: Conditions }) {
  const width = useNarrow() ? 400 : 760;
  const rows = cellsOf(screen, conditions.protocol).map((cell) => {
    const spans = spansOf(cell, conditions);
    return { cell, spans, total: Math.max(...spans.map(({ ended }) => ended)), measured: measuredAt(cell, conditions) };
  });
  const most = Math.max(...rows.map(({ total, measured }) => Math.max(total, measured?.measured.high ?? 0)));
  const x = scaleLinear([0, most], [LEFT, width - RIGHT]);
  let y = AXIS;
  const placed = rows.map((row) => {
    const at = y;
    y += Math.max(14, row.spans.length * LANE) + GAP;
    return { ...row, y: at };
  });
  const words = `Time to the whole screen: ${rows.map(({ cell, total }) => `${cell.rung} ${milliseconds(total)}`).join(", ")}`;
  return (
    <figure>
      <figcaption className="legend">
        <Key kind="wait">waits, opens a connection</Key>
        <Key kind="way">on the way</Key>
        <Key kind="server">servers at work</Key>
        <span>
          <svg width="20" height="12" aria-hidden="true">
            <Interval from={2} to={18} middle={10} y={6} />
          </svg>
          measured, with its 95 % interval
        </span>
        {rows.some(({ measured }) => measured?.above) && (
          <span>
            <svg width="20" height="12" aria-hidden="true">
              <Fold x={10} y={6} />
            </svg>
            measured: what is above the fold can be drawn
          </span>
        )}
      </figcaption>
      <svg className="waterfall" viewBox={`0 0 ${width} ${y}`} role="img" aria-label={words}>
        {x.ticks(width > 500 ? 8 : 4).map((tick) => (
          <g key={tick} transform={`translate(${x(tick)} 0)`}>
            <line className="grid" y1={18} y2={y} />
            <text className="note" textAnchor="middle" y={12}>
              {tick.toLocaleString("en")}
            </text>
          </g>
        ))}
        {placed.map(({ cell, spans, total, measured, y: top }) => (
          <g
            key={cell.rung}
            transform={`translate(0 ${top})`}
            className={cell.rung.startsWith("R") ? "hue-rest" : "hue-graphql"}
          >
            <text className="name" y={11}>
              {cell.rung}
            </text>
            {spans.map((span, lane) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: requests have no name but their order
              <g key={lane} transform={`translate(0 ${lane * LANE})`}>
                <Part kind="wait" from={x(span.queued)} to={x(span.sent)} />
                <Part kind="way" from={x(span.sent)} to={x(span.ended)} />
                <Part kind="server" from={x(span.arrived)} to={x(span.answered)} />
              </g>
            ))}
            {measured?.above && <Fold x={x(measured.above.median)} y={7} />}
            {measured && (
              <Interval
                from={x(measured.measured.low)}
                to={x(measured.measured.high)}
                middle={x(measured.measured.median)}
                y={7}
              />
            )}
            <text className="value" x={width - RIGHT + 10} y={11}>
              {milliseconds(total)}
            </text>
          </g>
        ))}
      </svg>
    </figure>
  );
}

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
