import { bytes, CLASSES, RUNGS, type Rung, type Screen, wireBytes } from "./data.ts";
import { Legend } from "./Legend.tsx";
import { Patterns, patternOf } from "./Patterns.tsx";
import { useNarrow } from "./use-narrow.ts";

const LEFT = 44;
/** On a phone the chart is drawn narrower, so that its words stay readable. */
const WIDTH = { wide: 760, narrow: 400 };
const ROW = 44;
const BAR = 22;

/** Each rung as a bar of all that crosses the wire: heads and requests pale, bodies by what their bytes are for. */
export function Ladder({ rungs, unable }: Pick<Screen, "rungs" | "unable">) {
  const isNarrow = useNarrow();
  const width = isNarrow ? WIDTH.narrow : WIDTH.wide;
  const most = Math.max(...rungs.map(wireBytes));
  const scale = (count: number) => (count / most) * (width - LEFT - roomFor(bytes(most)));
  const names = [...rungs, ...unable].map(({ rung }) => rung);
  const order = Object.keys(RUNGS).filter((name) => names.includes(name));
  const rowOf = (name: string) => order.indexOf(name);
  const height = (rungs.length + unable.length) * ROW + 8;
  return (
    <figure>
      <figcaption className="legend">
        <Legend kinds={KINDS} />
      </figcaption>
      <svg className="ladder" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={describe(rungs, unable)}>
        <Patterns />
        {unable.map(({ rung, reason }) => (
          <g key={rung} transform={`translate(0 ${rowOf(rung) * ROW + 4})`} className={hueOf(rung)}>
            <title>{reason}</title>
            <text className="name" x={0} y={BAR - 5}>
              {rung}
            </text>
            <line className="unable" x1={LEFT} x2={LEFT} y1={0} y2={BAR} />
            <text className="value" x={LEFT + 8} y={BAR - 5}>
              unable
            </text>
            <text className="note" x={LEFT} y={BAR + 14}>
              {isNarrow ? reason.split(/[:;]/, 1)[0] : reason}
            </text>
          </g>
        ))}
        {rungs.map((rung) => (
          <g key={rung.rung} transform={`translate(0 ${rowOf(rung.rung) * ROW + 4})`} className={hueOf(rung.rung)}>
            <text className="name" x={0} y={BAR - 5}>
              {rung.rung}
            </text>
            <Bar parts={partsOf(rung)} scale={scale} />
            <text className="value" x={LEFT + scale(wireBytes(rung)) + 8} y={BAR - 5}>
              {bytes(wireBytes(rung))}
            </text>
            <text className="note" x={LEFT} y={BAR + 14}>
              {isNarrow ? RUNGS[rung.rung]?.replace(/^.*?: /, "") : RUNGS[rung.rung]},{" "}
              {rung.requests === 1 ? "1 request" : `${rung.requests} requests`}
              {rung.chain > 1 ? `, ${rung.chain} in a row` : ""}
            </text>
          </g>
        ))}
      </svg>
    </figure>
  );
}

/** Room for a number behind a bar. */
const roomFor = (text: string): number => Math.max(72, text.length * 8 + 16);

interface Part {
  readonly kind: string;
  readonly bytes: number;
}

/** The coded body is divided as its uncoded bytes are, as the legend says: coding has no classes. */
function partsOf({ wire, ledger, bodies }: Rung): Part[] {
  const share = bodies.raw === 0 ? 0 : wire.responseBodies / bodies.raw;
  return [
    { kind: "request", bytes: wire.requestHeads + wire.requestBodies },
    { kind: "head", bytes: wire.responseHeads },
    ...CLASSES.map((kind) => ({ kind, bytes: ledger[kind] * share })),
  ];
}

function Bar({ parts, scale }: { parts: readonly Part[]; scale: (count: number) => number }) {
  let x = LEFT;
  return parts.map(({ kind, bytes: count }) => {
    const width = scale(count);
    const at = x;
    x += width;
    return (
      <rect key={kind} className={`part part-${kind}`} x={at} y={0} width={width} height={BAR} fill={patternOf(kind)} />
    );
  });
}

const KINDS: readonly (readonly [kind: string, text: string])[] = [
  ["request", "requests"],
  ["head", "answers' heads"],
  ["used", "used"],
  ["duplicate", "there before"],
  ["control", "ids, cursors, types"],
  ["wasted", "wasted"],
];

const hueOf = (rung: string) => (rung.startsWith("R") ? "hue-rest" : "hue-graphql");

const describe = (rungs: readonly Rung[], unable: Screen["unable"]) =>
  `Bytes on the wire: ${[
    ...rungs.map((rung) => `${rung.rung} ${bytes(wireBytes(rung))}`),
    ...unable.map(({ rung, reason }) => `${rung} unable, ${reason}`),
  ].join("; ")}`;
