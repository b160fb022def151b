import { Expected } from "./Expected.tsx";
import { Joining, type JoiningProps } from "./Joining.tsx";
import { JoiningCosts } from "./JoiningCosts.tsx";
import type { Study, TaxResult } from "./results.ts";

/** What stands between one graph and three services, and between REST's clients and the same three. */
export function Tax({ study }: { study: Study<TaxResult> }) {
  const { screens } = study.result;
  const federation = screens.map(({ screen, monolith, gateway }) => ({ screen, alone: monolith, joined: gateway }));
  const edge = screens.flatMap(({ screen, direct, edge: through }) =>
    direct && through ? { screen, alone: direct, joined: through } : [],
  );
  return (
    <section aria-labelledby="tax">
      <h2 id="tax">Federation {findingOf(federation)}</h2>
      <Expected study={study} />
      <Joining
        rows={federation}
        style="graphql"
        alone="one process"
        joined="gateway"
        about="G1 for each screen: from one process with the same schema and databases, and from the gateway in front of three services"
      />
      <JoiningCosts
        screens={federation.map(({ screen }) => screen)}
        alone={{ by: "monolith", words: "one process" }}
        joined={{ by: "gateway", words: "gateway" }}
      />
      {edge.length > 0 && (
        <>
          <h3>REST's edge {findingOf(edge)}</h3>
          <Joining
            rows={edge}
            style="rest"
            alone="services"
            joined="edge"
            summary="Show the edge's numbers"
            about="R1 for the screens that need no sign-in, since services trust only an edge: from the services directly, and from the edge in front of them"
          />
          <JoiningCosts
            screens={edge.map(({ screen }) => screen)}
            alone={{ by: "services", words: "the services" }}
            joined={{ by: "edge", words: "edge" }}
          />
        </>
      )}
    </section>
  );
}

/** What joining adds: statements where it does, and the calls that one process needs not make. */
function findingOf(rows: JoiningProps["rows"]): string {
  const more = rows.filter(({ alone, joined }) => joined.statements > alone.statements).length;
  const calls = rows.reduce((sum, { joined }) => sum + joined.subrequests, 0);
  return `needs more SQL on ${more === 0 ? "no screen" : `${more} of ${rows.length} screens`}; it adds ${calls} calls between processes`;
}
