import { screens, styleOf, TIE_OF_BYTES } from "./data.ts";
import { RungMark } from "./RungMark.tsx";
import { Scroll } from "./Scroll.tsx";

/** What REST wins stands first, and a miss is as large as a hit. */
const ORDERED = screens.toSorted((a, b) => Number(winsRest(b.winners)) - Number(winsRest(a.winners)));

function winsRest(winners: readonly string[]): boolean {
  return winners.some((rung) => styleOf(rung) === "rest");
}

/** Screens on which a rung of a style is among the first. */
const wonBy = (style: string, of: "winners" | "untailored" | "unprepared") =>
  screens.filter((screen) => screen[of].some((rung) => rung.startsWith(style))).length;

const SCORE =
  `REST has the fewest bytes on ${wonBy("R", "winners")} of ${screens.length} screens, GraphQL on ${wonBy("G", "winners")}. ` +
  `Without endpoints tailored to a single screen (R3, R3s), REST leads on ${wonBy("R", "untailored")}, GraphQL on ${wonBy("G", "untailored")}. ` +
  `Without documents registered for a single screen (G2, G3) either, which leaves R1, R2 and G1, REST leads on ${wonBy("R", "unprepared")}, GraphQL on ${wonBy("G", "unprepared")}.`;

export function Scorecard({ chosen, choose }: { chosen: string; choose: (screen: string) => void }) {
  const hits = screens.filter(({ hit }) => hit).length;
  return (
    <section aria-labelledby="scorecard">
      <h2 id="scorecard">
        {hits} of {screens.length} expectations were right
      </h2>
      <p className="shows">{SCORE}</p>
      <p className="shows">
        Expectations were written down and committed before anything was measured. The rung with the fewest bytes on the
        wire wins; within {TIE_OF_BYTES} % it is a tie. Choose a screen to read the reasoning behind its expectation.
      </p>
      <Scroll label="Expectations and results">
        <table className="scorecard">
          <thead>
            <tr>
              <th scope="col">Screen</th>
              <th scope="col">Fewest bytes</th>
              <th scope="col">Without R3, R3s</th>
              <th scope="col">Expected</th>
              <th scope="col">Hit?</th>
            </tr>
          </thead>
          <tbody>
            {ORDERED.map(({ screen, title, winners, untailored, expected, hit }) => (
              <tr key={screen} className={screen === chosen ? "chosen" : undefined}>
                <th scope="row">
                  <button type="button" aria-pressed={screen === chosen} onClick={() => choose(screen)}>
                    {title}
                  </button>
                </th>
                {[winners, untailored].map((rungs, at) => (
                  <td key={at === 0 ? "winners" : "untailored"}>
                    {rungs.map((rung) => (
                      <RungMark key={rung} rung={rung} />
                    ))}
                  </td>
                ))}
                <td>
                  <RungMark rung={expected} />
                </td>
                <td className={hit ? "hit" : "miss"}>
                  <span aria-hidden="true">{hit ? "✓" : "✗"}</span> {hit ? "hit" : "miss"}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {ORDERED.flatMap(({ title, notes = [] }) =>
        notes.map((note) => (
          <p key={note} className="caption">
            {title}: {note}
          </p>
        )),
      )}
    </section>
  );
}
