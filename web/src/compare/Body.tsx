import { type KeyboardEvent, useId } from "react";
import type { Answer, Line } from "./data.ts";
import type { ReadState } from "./here/reading.ts";
import type { Light } from "./use-light.ts";

interface BodyProps {
  readonly answer: Answer;
  readonly light: Light;
  /** How far the drawing is with reading it; all is read unless given. */
  readonly stateOf?: (line: Line) => ReadState;
}

/** An answer's body, what nobody saw in grey. What a line draws is lit while it is pointed at, or chosen with the arrow keys. */
export function Body({ answer: { method, path, lines }, light: { lit: litAnywhere, light }, stateOf }: BodyProps) {
  const id = useId();
  const lit = lines.find((line) => line === litAnywhere);
  const idOf = ({ at }: Line) => `${id}-${at}`;
  const drawing = lines.filter(({ draws }) => draws !== undefined);
  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || drawing.length === 0) return;
    event.preventDefault();
    const at = lit === undefined ? -1 : drawing.indexOf(lit);
    light(
      "keys",
      drawing[at === -1 && step === -1 ? drawing.length - 1 : (at + step + drawing.length) % drawing.length],
    );
  };
  const request = `${method} ${path.length > 160 ? `${path.slice(0, 160)}…` : path}`;
  return (
    <figure>
      <figcaption>
        <code>{request}</code>
      </figcaption>
      {/* Screens only read: what has no body is what the client has already. */}
      {lines.length === 0 ? (
        <p className="caption">304, no body</p>
      ) : (
        <div
          className="body"
          role="listbox"
          tabIndex={0}
          aria-label={`Response to ${request}: arrow keys highlight what a field draws`}
          aria-activedescendant={lit === undefined ? undefined : idOf(lit)}
          onKeyDown={move}
          onBlur={() => light("keys")}
          onMouseLeave={() => light("pointer")}
        >
          {lines.map((line) => (
            <div
              key={line.at}
              id={idOf(line)}
              role="option"
              tabIndex={-1}
              aria-selected={line === lit}
              className={classOf(line, line === lit, stateOf?.(line))}
              onMouseMove={() => light("pointer", line.draws === undefined ? undefined : line)}
            >
              {"  ".repeat(line.depth)}
              <span>{line.text}</span>
            </div>
          ))}
        </div>
      )}
    </figure>
  );
}

const classOf = ({ class: kind }: Line, isLit: boolean, state: ReadState) =>
  [
    "line",
    ...(kind === undefined ? [] : [`line-${kind}`]),
    ...(state === undefined ? [] : [state]),
    ...(isLit ? ["lit"] : []),
  ].join(" ");
