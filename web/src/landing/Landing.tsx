import { playgroundUrl } from "../playground-url.ts";
import { SiteHeader } from "../shell/SiteHeader.tsx";
import { useSystem } from "../system.ts";
import { FromATerminal } from "./FromATerminal.tsx";
import { firstOperation } from "./first-operation.ts";
import { HealthLine } from "./HealthLine.tsx";
import { useHealth } from "./health.ts";
import { OneQuery } from "./OneQuery.tsx";
import { People } from "./People.tsx";
import { ThingsToTry } from "./ThingsToTry.tsx";
import { Topology } from "./Topology.tsx";
import { WhatRuns } from "./WhatRuns.tsx";

export function Landing() {
  const system = useSystem();
  const health = useHealth(system?.processes);
  return (
    <>
      <SiteHeader page="/" />
      <main className="landing">
        <section className="opening">
          <div>
            <h1>Three subgraphs, one graph</h1>
            <p className="lead">
              Products, users and orders each own their data and their database. A gateway plans every query over all of
              them and answers it as one.
            </p>
            <p className="actions">
              <a className="button button-main" href={playgroundUrl(firstOperation.id)}>
                Open the Playground
              </a>
              <a className="button" href="#try">
                What to try
              </a>
            </p>
            <HealthLine health={health} />
          </div>
          <Topology health={health} />
        </section>
        <OneQuery />
        <ThingsToTry />
        <People people={system?.people ?? []} />
        <WhatRuns health={health} processes={system?.processes ?? []} />
        <FromATerminal />
      </main>
      <footer className="landing-footer">
        <p>Everything on this page comes from this address; no requests go anywhere else. MIT licensed.</p>
      </footer>
    </>
  );
}
