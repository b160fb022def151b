import { bytes } from "../data.ts";
import { NumbersBehind } from "../NumbersBehind.tsx";
import { Bars } from "./Bars.tsx";
import { Expected } from "./Expected.tsx";
import type { Study, TaxResult } from "./results.ts";

/** What stands between one graph and three services. */
export function Tax({ study }: { study: Study<TaxResult> }) {
  const { screens } = study.result;
  const calls = screens.reduce((sum, { gateway }) => sum + gateway.subrequests, 0);
  const more = Number(study.found);
  return (
    <section aria-labelledby="tax">
      <h2 id="tax">
        Federation needs more SQL on {more === 0 ? "no screen" : `${more} of ${screens.length} screens`}; what it adds
        is {calls} calls between processes
      </h2>
      <Expected study={study} />
      <figure>
        <Bars
          label={`Bytes to the client and between processes: ${screens.map(({ screen, gateway }) => `${screen} ${bytes(gateway.wire)} and ${bytes(gateway.subrequestBytes)}`).join(", ")}`}
          bars={screens.map(({ screen, gateway }) => ({
            name: screen,
            style: "graphql",
            parts: [
              { kind: "used", value: gateway.wire },
              { kind: "head", value: gateway.subrequestBytes },
            ],
            text: `${gateway.subrequests} ${gateway.subrequests === 1 ? "call" : "calls"}`,
          }))}
          left={168}
          right={64}
          legend={[
            ["used", "between client and gateway"],
            ["head", "what services answer the gateway"],
          ]}
        />
        <figcaption className="caption">
          G1 of each screen. One process with the same schema and databases sends its client within{" "}
          {bytes(Math.max(...screens.map(({ gateway, monolith }) => Math.abs(gateway.wire - monolith.wire))))} bytes of
          the same, and has no calls. Made by <code>npm run compare</code>.
        </figcaption>
      </figure>
      <NumbersBehind
        titles={["Screen", "Wire, one process", "Wire, gateway", "SQL, one process", "SQL, gateway", "Bytes between"]}
        rows={screens.map(({ screen, monolith, gateway }) => [
          screen,
          monolith.wire,
          gateway.wire,
          monolith.statements,
          gateway.statements,
          gateway.subrequestBytes,
        ])}
      />
      <Edge study={study} />
    </section>
  );
}

/** What the edge adds for REST, on the screens whose services can be asked directly. */
function Edge({ study }: { study: Study<TaxResult> }) {
  const both = study.result.screens.flatMap(({ screen, direct, edge }) =>
    direct && edge ? { screen, direct, edge } : [],
  );
  if (both.length === 0) return null;
  const [alone, through] = [sumOf(both.map(({ direct }) => direct.wire)), sumOf(both.map(({ edge }) => edge.wire))];
  return (
    <>
      <h3>
        REST's edge: {bytes(through)} bytes to the client for {both.length} screens on R1, {bytes(alone)} from the
        services themselves
      </h3>
      <NumbersBehind
        summary="Show the edge's numbers"
        titles={[
          "Screen",
          "Wire, services",
          "Wire, edge",
          "SQL, services",
          "SQL, edge",
          "Calls of the edge",
          "Bytes between",
        ]}
        rows={both.map(({ screen, direct, edge }) => [
          screen,
          direct.wire,
          edge.wire,
          direct.statements,
          edge.statements,
          edge.subrequests,
          edge.subrequestBytes,
        ])}
      />
    </>
  );
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);
