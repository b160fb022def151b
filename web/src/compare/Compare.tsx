import { useState } from "react";
import { SiteHeader } from "../shell/SiteHeader.tsx";
import { type Screen, screens, seed } from "./data.ts";
import { Ladder } from "./Ladder.tsx";
import { Numbers } from "./Numbers.tsx";
import { Payload } from "./Payload.tsx";
import { Scorecard } from "./Scorecard.tsx";

/** What the address says is looked at; the first screen when it says nothing. */
function screenOfAddress(): Screen | undefined {
  const wanted = new URLSearchParams(window.location.search).get("screen");
  return screens.find(({ screen }) => screen === wanted) ?? screens[0];
}

export function Compare() {
  const [screen, setScreen] = useState(screenOfAddress);
  const choose = (name: string) => {
    const chosen = screens.find((each) => each.screen === name);
    if (!chosen) return;
    setScreen(chosen);
    window.history.replaceState(null, "", `?screen=${name}`);
  };
  if (!screen) return <p className="empty">Nothing was measured yet: run npm run compare -- --write.</p>;
  return (
    <>
      <SiteHeader page="/compare/" />
      <main className="compare">
        <header>
          <h1>What the same screen costs</h1>
          <p className="lead">
            {screens.length} screens, drawn to the letter alike on seven rungs of two ladders: REST and GraphQL over the
            same services, rows and rules. Every byte is accounted for.
          </p>
        </header>
        <Scorecard chosen={screen.screen} choose={choose} />
        <section aria-labelledby="ladder">
          <h2 id="ladder">
            {screen.title}: {finding(screen)}
          </h2>
          <p className="shows">{screen.shows}</p>
          <Ladder rungs={screen.rungs} />
          <p className="caption">
            Bytes over HTTP/1.1 for the whole screen, one warm client, gzip; {seed}. Made by{" "}
            <code>npm run compare</code>.
          </p>
          <Numbers rungs={screen.rungs} />
        </section>
        <Payload key={screen.screen} rungs={screen.rungs} />
      </main>
    </>
  );
}

/** The chart's finding, in a sentence. */
function finding({ winners }: Screen): string {
  if (winners.length === 1) return `${winners[0]} moves the fewest bytes`;
  return `${winners.slice(0, -1).join(", ")} and ${winners.at(-1)} move the fewest bytes`;
}
