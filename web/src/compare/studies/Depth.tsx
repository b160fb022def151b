import { Lines } from "../charts/Lines.tsx";
import { bytes } from "../data.ts";
import { NumbersBehind } from "../NumbersBehind.tsx";
import { Expected } from "./Expected.tsx";
import type { DepthResult, Study } from "./results.ts";

/** How deep a screen may ask: what it costs level by level, until the gateway refuses. */
export function Depth({ study }: { study: Study<DepthResult> }) {
  const [first] = study.result.steps;
  if (!first) return null;
  const { steps, wider } = study.result;
  const refused = steps.find(({ refusal }) => refusal !== undefined);
  const tooWide = wider.find(({ refusal }) => refusal !== undefined);
  const last = steps.findLast(({ graphql }) => graphql);
  const most = Math.ceil(Math.max(...steps.map(({ rest }) => rest.wire)) / 10_000) * 10;
  const kilobytes = (wire: number) => wire / 1_000;
  return (
    <section aria-labelledby="depth">
      <h2 id="depth">
        {last?.graphql
          ? `${last.level} levels deep, one query moves ${bytes(last.graphql.wire)} bytes where REST moves ${bytes(last.rest.wire)} in ${last.rest.requests} requests`
          : "The gateway refuses every level"}
        {refused ? `; at ${refused.level} it is refused` : ""}
      </h2>
      <Expected study={study} />
      <figure>
        <Lines
          label={`Kilobytes on the wire by level: ${steps.map(({ level, rest, graphql }) => `${level} REST ${bytes(rest.wire)}, GraphQL ${graphql ? bytes(graphql.wire) : "refused"}`).join("; ")}`}
          lines={[
            { name: "R1", style: "rest", points: steps.map(({ level, rest }) => [level, kilobytes(rest.wire)]) },
            {
              name: "G1",
              style: "graphql",
              points: steps.flatMap(({ level, graphql }) =>
                graphql ? [[level, kilobytes(graphql.wire)] as const] : [],
              ),
            },
          ]}
          ticks={steps.map(({ level }) => level)}
          most={most}
          unit="kB"
          xUnit="levels below the seller"
        />
        <figcaption className="caption">
          {first.products} products, {first.others} of everything else.{" "}
          {refused ? `At ${refused.level} levels GraphQL is unable: ${shortened(refused.refusal ?? "")}. ` : ""}
          {dipOf(steps)}
          {tooWide
            ? `${tooWide.level} levels deep, ${tooWide.products} of each are refused: ${shortened(tooWide.refusal ?? "")}. `
            : ""}
          Made by <code>npm run compare</code>.
        </figcaption>
      </figure>
      <NumbersBehind
        titles={[
          "Levels",
          "The last adds",
          "Requests, R1",
          "Wire, R1",
          "Wire, G1",
          "SQL, R1",
          "SQL, G1",
          "Estimated cost, G1",
        ]}
        rows={steps.map(({ level, adds, rest, graphql }) => [
          String(level),
          adds,
          rest.requests,
          rest.wire,
          graphql?.wire ?? "refused",
          rest.statements,
          graphql?.statements ?? "refused",
          graphql?.estimated ?? "refused",
        ])}
      />
    </section>
  );
}

/** Where more was asked for and fewer bytes came: the shorter body was not coded. */
function dipOf(steps: DepthResult["steps"]): string {
  const [dip] = steps.flatMap(({ level, graphql }, at) => {
    const before = steps[at - 1]?.graphql;
    return graphql && before && graphql.wire < before.wire && graphql.body > before.body
      ? [
          `From ${level - 1} to ${level} levels G1 moves fewer bytes, for short bodies are sent uncoded: its ${bytes(before.body)} bytes were, its ${bytes(graphql.body)} came in gzip. `,
        ]
      : [];
  });
  return dip ?? "";
}

/** Without the path, which is as long as the query. */
const shortened = (refusal: string): string => (refusal.split(/:| at /)[0] ?? refusal).replace(/\.$/, "");
