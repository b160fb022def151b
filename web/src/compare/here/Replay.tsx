import type { ReplayState } from "./use-replay.ts";

interface ReplayProps {
  readonly replay: ReplayState;
  readonly steps: number;
  /** How far each side is. */
  readonly words: string;
}

/** How far the drawing is with reading, to be moved by hand and played again. */
export const Replay = ({ replay: { at, goTo, play }, steps, words }: ReplayProps) => (
  <div className="making replay">
    <label>
      Read so far: <span className="value">{words}</span>
      <input
        type="range"
        min={0}
        max={steps}
        value={at}
        aria-valuetext={words}
        onChange={(event) => goTo(event.target.valueAsNumber)}
      />
    </label>
    <button type="button" onClick={play}>
      Replay the reading
    </button>
    <p className="caption">
      Fields in the order in which rendering read them, slowed down: both sides take equally long, however many fields
      they have. Where lists and responses are cut, only what is shown here counts.
    </p>
  </div>
);
