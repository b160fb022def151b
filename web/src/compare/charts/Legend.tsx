import { patternOf } from "./Patterns.tsx";

interface LegendProps {
  readonly kinds: readonly (readonly [kind: string, text: string])[];
}

/** What each kind of part is, as it is drawn. */
export const Legend = ({ kinds }: LegendProps) =>
  kinds.map(([kind, text]) => (
    <span key={kind}>
      <svg width="20" height="12" aria-hidden="true">
        <rect className={`part part-${kind}`} width="20" height="12" fill={patternOf(kind)} />
      </svg>
      {text}
    </span>
  ));
