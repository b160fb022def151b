interface IntervalProps {
  readonly from: number;
  readonly to: number;
  readonly middle: number;
  readonly y: number;
}

/** A figure that was measured, in an SVG: where it is, and how far it may be from there. */
export const Interval = ({ from, to, middle, y }: IntervalProps) => (
  <g className="interval">
    <line x1={from} x2={to} y1={y} y2={y} />
    <path d={`M${middle} ${y - 4}l4 4l-4 4l-4 -4z`} />
  </g>
);
