import { recordApi } from "../../client/api.ts";
import { markdownTable } from "../../markdown.ts";
import { doneBetween, together } from "../../system/services.ts";
import { chainOf, wireOf } from "../counted.ts";
import { type Situation, study } from "../study.ts";
import { kindOf, restLevels, type Widths } from "./rest.ts";
import { assertSameThings } from "./things.ts";

/** Deeper: ten products and three of everything else, level by level. */
const DEEPER = { products: 10, others: 3, levels: 10 };
/** Wider: the products, their reviews and the authors, more of each. */
const WIDER = { level: 3, first: [10, 20, 30, 50, 70, 100] };

interface Cost {
  readonly requests: number;
  readonly chain: number;
  /** Over HTTP/1.1, both ways. */
  readonly wire: number;
  readonly body: number;
  /** SQL statements of all services. */
  readonly statements: number;
}

/** What a query costs, and what the gateway had estimated before it ran (docs/guards.md): objects. */
interface QueryCost extends Cost {
  readonly estimated: number;
}

interface Step extends Widths {
  readonly level: number;
  readonly adds: string;
  readonly rest: Cost;
  /** Undefined where it is refused. */
  readonly graphql?: QueryCost;
  readonly refusal?: string;
  /** Of the refusal, as the gateway's errors have it. */
  readonly code?: string;
}

interface Result {
  /** Level by level. */
  readonly steps: readonly Step[];
  /** More and more of everything, at one level. */
  readonly wider: readonly Step[];
}

/** Screen 13, deeper and wider, until the gateway refuses. */
export const depthStudy = study<Result>({
  name: "depth",
  countsServices: true,
  async run(situation) {
    const { levels, ...widths } = DEEPER;
    const deeper = Array.from({ length: levels }, (_, at) => ({ level: at + 1, ...widths }));
    const wider = WIDER.first.map((first) => ({ level: WIDER.level, products: first, others: first }));
    return { steps: await untilRefused(deeper, situation), wider: await untilRefused(wider, situation) };
  },
  answer({ steps }) {
    const refused = steps.find(({ refusal }) => refusal !== undefined);
    if (refused === undefined) return "none";
    return refused.code === TOO_EXPENSIVE
      ? String(refused.level)
      : `not for its cost: for its depth, at ${refused.level}`;
  },
  document: ({ steps, wider }) =>
    [
      `${DEEPER.products} products, ${DEEPER.others} of everything else; REST is R1, GraphQL G1. A query's cost is estimated in objects before it runs; the comparison's gateway refuses operations over 10,000 (\`gateway.yaml\`) and those deeper than 20 levels of fields.`,
      table(["levels", "the last level adds"], steps, ({ level, adds }) => [String(level), adds]),
      ...dipsText(steps),
      refusalText(steps, ({ level }) => `${level} levels`),
      limitsText(steps, wider),
      `${WIDER.level} levels (products, reviews, authors), and more of each:`,
      table(["first"], wider, ({ products }) => [String(products)]),
      refusalText(wider, ({ products }) => `${products} of each`),
    ].join("\n\n"),
});

/** Where more was asked for and fewer bytes came: the shorter body was not coded. */
function dipsText(steps: readonly Step[]): string[] {
  return steps.flatMap(({ level, graphql }, at) => {
    const before = steps[at - 1]?.graphql;
    if (!graphql || !before || graphql.wire >= before.wire) return [];
    return `From ${level - 1} to ${level} levels GraphQL's bytes fall from ${grouped(before.wire)} to ${grouped(graphql.wire)} although its body grows: bodies are compressed from ${grouped(CODED_FROM)} bytes on, which ${grouped(before.body)} is below and ${grouped(graphql.body)} is not.`;
  });
}

/** Bodies that are shorter are sent as they are, on either side. */
const CODED_FROM = 1_024;

/** Which limit is met first is decided by who sets them. */
function limitsText(steps: readonly Step[], wider: readonly Step[]): string {
  const estimates = steps.flatMap(({ level, graphql }) =>
    graphql ? [`${grouped(graphql.estimated)} at ${level}`] : [],
  );
  const byCost = wider.find(({ code }) => code === TOO_EXPENSIVE);
  const where = byCost ? `at ${byCost.products} of each, below` : "not in these steps";
  return `The cost limit is the comparison's own choice, the depth limit the gateway's default: going deeper, the depth limit is reached first, the cost limit ${where}. A lower cost limit refuses earlier: the estimates were ${estimates.join(", ")}.`;
}

const grouped = (count: number) => count.toLocaleString("en");

async function untilRefused(asked: readonly (Widths & { level: number })[], situation: Situation): Promise<Step[]> {
  const steps: Step[] = [];
  for (const { level, ...widths } of asked) {
    if (situation.signal.aborted) break;
    const step = await stepOf(level, widths, situation);
    steps.push(step);
    if (step.refusal !== undefined) break;
  }
  return steps;
}

/** The gateway's code of what is estimated to cost too much (docs/guards.md). */
const TOO_EXPENSIVE = "COST_ESTIMATED_TOO_EXPENSIVE";

const COLUMNS = [
  "requests REST",
  "round trips REST",
  "wire REST",
  "wire GraphQL",
  "body REST",
  "body GraphQL",
  "SQL REST",
  "SQL GraphQL",
  "estimated cost",
];

const table = (names: readonly string[], steps: readonly Step[], nameOf: (step: Step) => readonly string[]): string =>
  markdownTable(
    [...names, ...COLUMNS],
    steps.map((step) => {
      const { rest, graphql } = step;
      return [
        ...nameOf(step),
        rest.requests,
        rest.chain,
        rest.wire,
        graphql?.wire ?? "refused",
        rest.body,
        graphql?.body ?? "refused",
        rest.statements,
        graphql?.statements ?? "refused",
        graphql?.estimated ?? "refused",
      ];
    }),
  );

function refusalText(steps: readonly Step[], nameOf: (step: Step) => string): string {
  const refused = steps.find(({ refusal }) => refusal !== undefined);
  return refused ? `At ${nameOf(refused)} GraphQL is **unable**: ${refused.refusal}` : "Nothing is refused.";
}

async function stepOf(level: number, widths: Widths, situation: Situation): Promise<Step> {
  const { subject, places } = situation;
  const query = queryOf(level, widths);
  const asked = await ask(places.graphql, query, subject.sellerId);
  const refused = await refusalOf(asked);
  const adds = kindOf(level);
  const rest = await costOf(situation, (api) => restLevels(api, subject.sellerId, level, widths));
  if (refused) return { ...widths, level, adds, rest: rest.cost, ...refused };
  const graphql = await costOf(situation, (api) => api.query(query, { id: subject.sellerId }));
  assertSameThings(`at ${level} levels and ${widths.products} products`, rest.answer, graphql.answer);
  return {
    ...widths,
    level,
    adds,
    rest: rest.cost,
    graphql: { ...graphql.cost, estimated: estimatedOf(asked) },
  };
}

async function costOf(
  { places, services }: Situation,
  way: (api: ReturnType<typeof recordApi>) => Promise<unknown>,
): Promise<{ readonly cost: Cost; readonly answer: unknown }> {
  const recording = { places, token: undefined, registered: new Set<string>() };
  {
    using first = recordApi(recording);
    await way(first);
  }
  using api = recordApi(recording);
  const before = await services();
  const answer = await way(api);
  const done = doneBetween(before, await services());
  const { exchanges } = api;
  return {
    answer,
    cost: {
      requests: exchanges.length,
      chain: chainOf(exchanges),
      wire: wireOf(exchanges),
      body: exchanges.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0),
      statements: together(done).statements,
    },
  };
}

/** One GraphQL query down to a level. */
function queryOf(levels: number, { products, others }: Widths): string {
  const below = (level: number): string => {
    if (level > levels) return "";
    const kind = kindOf(level);
    if (kind === "authors") return ` author { displayName${below(level + 1)} }`;
    if (kind === "products" && level > 1) return ` product { name${below(level + 1)} }`;
    const [field, first, shown] =
      kind === "products" ? ["products", products, "name"] : ["reviews", others, "rating title"];
    return ` ${field}(first: ${first}) { edges { node { ${shown}${below(level + 1)} } } }`;
  };
  return `query Deep($id: ID!) { user(id: $id) { displayName${below(1)} } }`;
}

const ask = (graphql: string, query: string, id: string): Promise<Response> =>
  fetch(graphql, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables: { id } }),
  });

interface Refusal {
  readonly refusal: string;
  readonly code?: string;
}

/** Why the gateway does not run a query; undefined when it does. */
async function refusalOf(answer: Response): Promise<Refusal | undefined> {
  interface Answer {
    readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
  }
  const { errors } = (await answer.json()) as Answer;
  if (answer.ok && errors === undefined) return undefined;
  const [{ message = String(answer.status), extensions = {} } = {}] = errors ?? [];
  const { code } = extensions;
  return { refusal: message, ...(code !== undefined && { code }) };
}

/** What the gateway says that a query was estimated to cost. */
function estimatedOf(answer: Response): number {
  const estimated = /estimated=(\d+)/.exec(answer.headers.get("x-graphql-cost") ?? "")?.[1];
  if (estimated === undefined) throw new Error("the gateway does not say what a query costs");
  return Number(estimated);
}
