import { useState } from "react";
import { SiteHeader } from "../shell/SiteHeader.tsx";
import { readAddress, type Shown, writeAddress } from "./address.ts";
import { type Screen, screens, seed } from "./data.ts";
import { Here } from "./here/Here.tsx";
import { Ladder } from "./Ladder.tsx";
import { Numbers } from "./Numbers.tsx";
import { OnThisPage } from "./OnThisPage.tsx";
import { OtherOrigin } from "./OtherOrigin.tsx";
import { Paper } from "./Paper.tsx";
import { Payload } from "./Payload.tsx";
import { RungMark } from "./RungMark.tsx";
import { Rungs } from "./Rungs.tsx";
import { Scorecard } from "./Scorecard.tsx";
import { Bill } from "./servers/Bill.tsx";
import { Studies } from "./studies/Studies.tsx";
import { Times } from "./Times.tsx";
import { Unfair } from "./Unfair.tsx";
import { Watched } from "./Watched.tsx";
import { Words } from "./Words.tsx";
import { listed, verb } from "./words.ts";

/** From a disk there are no other pages. */
const IS_FILE = window.location.protocol === "file:";

/** @param instead what its address asked for that there is not, and what is here in its place */
export function Compare({ instead }: { instead: string | undefined }) {
  const [shown, setShown] = useState(() => readAddress(window.location.search));
  const show = (part: Partial<Shown>) => {
    const next = { ...shown, ...part };
    setShown(next);
    window.history.replaceState(null, "", writeAddress(next, window.location.search));
  };
  const screen: Screen | undefined = screens.find((each) => each.screen === shown.screen) ?? screens[0];
  if (!screen) return <p className="empty">Nothing was measured yet: run npm run compare -- --write.</p>;
  return (
    <>
      {IS_FILE ? null : <SiteHeader page="/compare/" />}
      <main className="compare">
        <header>
          <h1>What the same screen costs</h1>
          <p className="lead">
            {screens.length} screens, drawn to the letter alike on up to {MOST_RUNGS} rungs of two ladders: REST and
            GraphQL over the same services, rows and rules, from naive to tailored. Every byte is accounted for.
          </p>
          {instead !== undefined && <p className="shows">{instead}</p>}
          <Rungs />
          <OnThisPage without={IS_FILE ? ["here"] : []} />
        </header>
        <Scorecard chosen={screen.screen} choose={(name) => show({ screen: name })} />
        <section aria-labelledby="ladder">
          <h2 id="ladder">
            {screen.title}: {finding(screen)}
          </h2>
          <p className="shows">{screen.shows}</p>
          <Watched screen={screen.screen} />
          <Expectation screen={screen} />
          <Ladder rungs={screen.rungs} unable={screen.unable} />
          <p className="caption">
            Bytes over HTTP/1.1 for the whole screen, one warm client, gzip; {seed}. A coded body is divided as its
            uncoded bytes are. Made by <code>npm run compare</code>.
          </p>
          <Words />
          <Numbers rungs={screen.rungs} unable={screen.unable} />
        </section>
        <Times
          screen={screen}
          conditions={shown.conditions}
          change={(conditions) => show({ screen: screen.screen, conditions })}
        />
        <Bill screen={screen} />
        <OtherOrigin screen={screen} />
        {IS_FILE ? null : <Here key={`here ${screen.screen}`} screen={screen} />}
        <Unfair screen={screen} conditions={shown.conditions} />
        <Payload key={`payload ${screen.screen}`} screen={screen} />
        <Studies />
        <Paper />
      </main>
    </>
  );
}

const MOST_RUNGS = Math.max(0, ...screens.map(({ rungs }) => rungs.length));

/** What was expected of the screen, why, and since when: a miss is said as a hit is. */
const Expectation = ({ screen: { expected, why, commit, hit } }: { screen: Screen }) => (
  <p className="shows">
    Expected <RungMark rung={expected} />
    {commit && (
      <>
        {" "}
        in commit <code>{commit}</code>
      </>
    )}
    : {why} <span className={hit ? "hit" : "miss"}>{hit ? "✓ A hit" : "✗ A miss"}</span>.
  </p>
);

/** The chart's finding, in a sentence. */
const finding = ({ winners }: Screen): string =>
  `${listed(winners)} ${verb(winners, "moves", "move")} the fewest bytes`;
