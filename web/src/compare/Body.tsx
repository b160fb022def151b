import { type KeyboardEvent, useId } from "react";
import type { Answer, Line } from "./data.ts";

interface BodyProps {
  readonly answer: Answer;
  /** The line whose drawing is lit, when it is one of these. */
  readonly lit: Line | undefined;
  readonly light: (line: Line | undefined) => void;
}

/** An answer's body, what nobody saw in grey. What a line draws is lit while it is pointed at, or chosen with the arrow keys. */
export function Body({ answer: { method, path, lines }, lit, light }: BodyProps) {
  const id = useId();
  const idOf = ({ at }: Line) => `${id}-${at}`;
  const drawing = lines.filter(({ draws }) => draws !== undefined);
  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || drawing.length === 0) return;
    event.preventDefault();
    const at = lit === undefined ? -1 : drawing.indexOf(lit);
    light(drawing[at === -1 && step === -1 ? drawing.length - 1 : (at + step + drawing.length) % drawing.length]);
  };
  const request = `${method} ${path.length > 160 ? `${path.slice(0, 160)}…` : path}`;
  return (
    <figure>
      <figcaption>
        <code>{request}</code>
      </figcaption>
      <div
        className="body"
        role="listbox"
        tabIndex={0}
        aria-label={`What ${request} answered: arrow keys light what a field draws`}
        aria-activedescendant={lit === undefined ? undefined : idOf(lit)}
        onKeyDown={move}
        onBlur={() => light(undefined)}
        onMouseLeave={() => light(undefined)}
      >
        {lines.map((line) => (
          <div
            key={line.at}
            id={idOf(line)}
            role="option"
            tabIndex={-1}
            aria-selected={line === lit}
            className={classOf(line, line === lit)}
            onMouseEnter={() => light(line.draws === undefined ? undefined : line)}
          >
            {"  ".repeat(line.depth)}
            {line.text}
          </div>
        ))}
      </div>
    </figure>
  );
}

const classOf = ({ class: kind }: Line, isLit: boolean) =>
  ["line", ...(kind === undefined ? [] : [`line-${kind}`]), ...(isLit ? ["lit"] : [])].join(" ");
