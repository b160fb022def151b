import { Bars } from "../charts/Bars.tsx";
import { styleOf } from "../data.ts";
import { NumbersBehind } from "../NumbersBehind.tsx";
import { counted, listed } from "../words.ts";
import { Expected } from "./Expected.tsx";
import { LeftOut } from "./LeftOut.tsx";
import type { ChangeResult, Study, Touched } from "./results.ts";

/** What three changes touched, each carried out. */
export function Change({ study }: { study: Study<ChangeResult> }) {
  const { changes } = study.result;
  const totals = (changes[0]?.rungs ?? []).map(({ rung }) => {
    const mine = changes.flatMap(({ rungs }) => rungs.filter((each) => each.rung === rung));
    const sum = (of: (one: Touched) => number) => mine.reduce((all, one) => all + of(one), 0);
    return {
      rung,
      client: sum((one) => one.client),
      server: sum((one) => one.server),
      generated: sum((one) => one.generated),
      lines: sum((one) => one.lines),
      deployments: mine.filter(({ services }) => services.length > 0).length,
      published: mine.filter(({ publishes }) => publishes).length,
    };
  });
  return (
    <section aria-labelledby="change">
      <h2 id="change">{findingOf(totals, changes.length)}</h2>
      <Expected study={study} />
      <figure>
        <Bars
          label={`Files touched by ${changes.length} changes: ${totals.map((one) => `${one.rung} ${one.client + one.server + one.generated}`).join(", ")}`}
          bars={totals.map(({ rung, client, server, generated, lines, ...besides }) => ({
            name: rung,
            style: styleOf(rung),
            parts: [
              { kind: "tone-1", value: client },
              { kind: "tone-2", value: server },
              { kind: "tone-3", value: generated },
            ],
            text: `${client + server + generated} files`,
            note: `${lines} lines by hand, ${besidesOf(besides)} to deploy besides the client`,
          }))}
          legend={[
            ["tone-1", "of the client"],
            ["tone-2", "of a server"],
            ["tone-3", "generated"],
          ]}
        />
        <figcaption className="caption">
          {changes.map(({ title }) => title).join("; ")}. Each was made in a copy of the sources, generated, deployed
          and drawn. Made by <code>npm run compare</code>.
          <LeftOut rungs={totals.map(({ rung }) => rung)} />
        </figcaption>
      </figure>
      <NumbersBehind
        titles={["Rung", ...changes.map(({ title }) => `Lines: ${title.split(",")[0]}`)]}
        rows={totals.map(({ rung }) => [
          rung,
          ...changes.map(({ rungs }) => rungs.find((each) => each.rung === rung)?.lines ?? 0),
        ])}
      />
    </section>
  );
}

interface Besides {
  /** Changes for which a server is deployed. */
  readonly deployments: number;
  /** Changes for which a document is published to the gateway. */
  readonly published: number;
}

/** What of all changes a rung must deploy: servers, and manifests of trusted documents. */
function besidesOf({ deployments, published }: Besides): string {
  const all = [
    ...(deployments > 0 ? [`a server ${counted(deployments, "time")}`] : []),
    ...(published > 0 ? [`the manifest of documents ${counted(published, "time")}`] : []),
  ];
  return all.length === 0 ? "nothing" : listed(all);
}

/** On which rungs something else than the client must be deployed for a change to a screen, and for how many. */
function findingOf(totals: readonly (Besides & { readonly rung: string })[], changes: number): string {
  const those = (of: keyof Besides) =>
    listed(totals.filter((one) => one[of] > 0).map((one) => `${one.rung} for ${one[of]}`));
  const [servers, documents] = [those("deployments"), those("published")];
  const found = [
    servers === "" ? "no rung deploys a server" : `a server is deployed on ${servers}`,
    ...(documents === "" ? [] : [`a document is published on ${documents}`]),
  ];
  return `Of ${changes} changes to a screen, ${listed(found)}`;
}
