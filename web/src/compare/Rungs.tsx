import { RUNGS, styleOf } from "./data.ts";
import { RungMark } from "./RungMark.tsx";

/** What competes, for who comes for the first time: the two ladders side by side. */
export const Rungs = () => (
  <div className="ladders">
    {(["rest", "graphql"] as const).map((style) => (
      <dl key={style}>
        {Object.entries(RUNGS)
          .filter(([rung]) => styleOf(rung) === style)
          .map(([rung, words]) => (
            <div key={rung}>
              <dt>
                <RungMark rung={rung} />
              </dt>
              <dd>{words}</dd>
            </div>
          ))}
      </dl>
    ))}
  </div>
);
