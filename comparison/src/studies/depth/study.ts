import { recordApi } from "../../client/api.ts";
import { doneBetween, together } from "../../system/services.ts";
import { markdownTable } from "../markdown.ts";
import { type Situation, study } from "../study.ts";
import { kindOf, restLevels, type Widths } from "./rest.ts";

const WIDTHS: readonly (Widths & { readonly levels: number })[] = [
  { products: 10, others: 3, levels: 10 },
  { products: 100, others: 100, levels: 3 },
];

interface Cost {
  readonly requests: number;
  readonly chain: number;
  /** Over HTTP/1.1, both ways. */
  readonly wire: number;
  readonly body: number;
  /** SQL statements of all services. */
  readonly statements: number;
}

interface Step extends Widths {
  readonly level: number;
  readonly adds: string;
  readonly rest: Cost;
  /** Undefined where it is refused. */
  readonly graphql?: Cost;
  readonly refusal?: string;
}

interface Result {
  readonly steps: readonly Step[];
}

/** Screen 13, deeper and wider, until the gateway refuses. */
export const depthStudy = study<Result>({
  name: "depth",
  countsServices: true,
  async run(situation) {
    const steps: Step[] = [];
    for (const { levels, ...widths } of WIDTHS) {
      for (let level = 1; level <= levels && !situation.signal.aborted; level++) {
        const step = await stepOf(level, widths, situation);
        steps.push(step);
        if (step.refusal !== undefined) break;
      }
    }
    return { steps };
  },
  answer: ({ steps }) =>
    String(steps.find(({ products, refusal }) => products === 10 && refusal !== undefined)?.level ?? "none"),
  document: ({ steps }) =>
    WIDTHS.map(({ products, others, levels }) => {
      const mine = steps.filter((step) => step.products === products && step.others === others);
      const refused = mine.find(({ refusal }) => refusal !== undefined);
      return [
        `${products} products, ${others} of everything else; REST is R1, GraphQL G1:`,
        markdownTable(
          [
            "levels",
            "the last adds",
            "requests REST",
            "in a row",
            "wire REST",
            "wire GraphQL",
            "body REST",
            "body GraphQL",
            "SQL REST",
            "SQL GraphQL",
          ],
          mine.map(({ level, adds, rest, graphql }) => [
            String(level),
            adds,
            rest.requests,
            rest.chain,
            rest.wire,
            graphql?.wire ?? "refused",
            rest.body,
            graphql?.body ?? "refused",
            rest.statements,
            graphql?.statements ?? "refused",
          ]),
        ),
        refused
          ? `At ${refused.level} levels GraphQL is **unable**: ${refused.refusal}`
          : `Up to ${levels} levels nothing is refused.`,
      ].join("\n\n");
    }).join("\n\n"),
});

async function stepOf(level: number, widths: Widths, situation: Situation): Promise<Step> {
  const { subject, places } = situation;
  const query = queryOf(level, widths);
  const refusal = await refusalOf(places.graphql, query, subject.sellerId);
  const adds = kindOf(level);
  const rest = await costOf(situation, (api) => restLevels(api, subject.sellerId, level, widths));
  if (refusal !== undefined) return { ...widths, level, adds, rest, refusal };
  return {
    ...widths,
    level,
    adds,
    rest,
    graphql: await costOf(situation, (api) => api.query(query, { id: subject.sellerId })),
  };
}

async function costOf(
  { places, services }: Situation,
  way: (api: ReturnType<typeof recordApi>) => Promise<unknown>,
): Promise<Cost> {
  const recording = { places, token: undefined, registered: new Set<string>() };
  {
    using first = recordApi(recording);
    await way(first);
  }
  using api = recordApi(recording);
  const before = await services();
  await way(api);
  const done = doneBetween(before, await services());
  const { exchanges } = api;
  return {
    requests: exchanges.length,
    chain: Math.max(...exchanges.map(({ depth }) => depth)),
    wire: exchanges.reduce((sum, { sent, received }) => sum + sent.head + sent.body + received.head + received.body, 0),
    body: exchanges.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0),
    statements: together(done).statements,
  };
}

/** One GraphQL query down to a level. */
function queryOf(levels: number, { products, others }: Widths): string {
  const below = (level: number): string => {
    if (level > levels) return "";
    const kind = kindOf(level);
    if (kind === "authors") return ` author { id displayName${below(level + 1)} }`;
    if (kind === "products" && level > 1) return ` product { id name${below(level + 1)} }`;
    const [field, first, shown] =
      kind === "products" ? ["products", products, "id name"] : ["reviews", others, "rating title"];
    return ` ${field}(first: ${first}) { edges { node { ${shown}${below(level + 1)} } } }`;
  };
  return `query Deep($id: ID!) { user(id: $id) { id displayName${below(1)} } }`;
}

/** Why the gateway does not run a query; undefined when it does. */
async function refusalOf(graphql: string, query: string, id: string): Promise<string | undefined> {
  interface Answer {
    readonly errors?: readonly { readonly message: string }[];
  }
  const answer = await fetch(graphql, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables: { id } }),
  });
  if (answer.ok) return undefined;
  return ((await answer.json()) as Answer).errors?.[0]?.message ?? `${answer.status}`;
}
