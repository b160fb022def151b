import { performance } from "node:perf_hooks";
import { operationFromDocument, Supergraph } from "@apollo/federation-internals";
import { buildOperationContext, executeQueryPlan, type ServiceMap } from "@apollo/gateway";
import { QueryPlanner } from "@apollo/query-planner";
import type { GatewayGraphQLRequestContext } from "@apollo/server-gateway-interface";
import { compose, parseSubgraph, readSupergraph } from "@threefold/federation";
import { apolloPlanner } from "@threefold/federation/planner/apollo";
import { parse } from "graphql";
import { execute } from "../src/operation/execute.ts";
import { prepare } from "../src/operation/prepare.ts";
import { operationSchema } from "../src/operation/schema.ts";

// What execution alone costs, in one process, over answers of subgraphs that are kept as JSON text: this engine beside
// the stock executor and a forwarder written by hand. `node gateway/bench/execute.ts [rounds]`

const ROUNDS = Number(process.argv[2] ?? 7);
const ROUND_MS = 300;
const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\n';
const { supergraphSdl } = compose([
  parseSubgraph(
    "products",
    "http://127.0.0.1/products",
    `${link}type Query { products(first: Int!): [Product!]! }
    type Product @key(fields: "id") { id: ID! name: String! price: Int! tags: [String!]! seller: User! reviews: [Review!]! }
    type Review { rating: Int! body: String author: User! } type User @key(fields: "id", resolvable: false) { id: ID! }`,
  ),
  parseSubgraph(
    "users",
    "http://127.0.0.1/users",
    `${link}type User @key(fields: "id") { id: ID! displayName: String! avatar: String }`,
  ),
  parseSubgraph(
    "orders",
    "http://127.0.0.1/orders",
    `${link}type Product @key(fields: "id") { id: ID! unitsSold: Int! }`,
  ),
]);
const document = `query Page($first: Int!) { products(first: $first) { id name price tags unitsSold seller { displayName }
  reviews { rating body author { displayName avatar } } } }`;

/** Answers by subgraph, as if read from sockets: parsed anew for every request. */
function answersFor(first: number) {
  const user = (n: number) => ({ __typename: "User", id: `u${n % 7}` });
  const products = Array.from({ length: first }, (_, n) => ({
    __typename: "Product",
    id: `p${n}`,
    name: `Product number ${n}`,
    price: 100 * n,
    tags: ["new", "blue"],
    seller: user(n),
    reviews: [1, 2].map((k) => ({
      rating: k,
      body: "A review of some length, as people write them.",
      author: user(n + k),
    })),
  }));
  const root = JSON.stringify({ data: { products } });
  const texts = new Map<string, string>();
  const textFor = (subgraph: string, body: string): string => {
    if (subgraph === "products") return root;
    const { representations } = JSON.parse(body).variables;
    const entity = subgraph === "users" ? { displayName: "Somebody", avatar: null } : { unitsSold: 5 };
    return JSON.stringify({ data: { _entities: representations.map(() => entity) } });
  };
  return (subgraph: string, body: string) => {
    const key = `${subgraph} ${body}`;
    const text = texts.get(key) ?? textFor(subgraph, body);
    texts.set(key, text);
    return JSON.parse(text);
  };
}

type Run = () => Promise<string>;

async function candidates(first: number): Promise<Readonly<Record<"forwarder" | "threefold" | "stock", Run>>> {
  const variables = { first };
  const answer = answersFor(first);
  return {
    forwarder: forwarder(variables, answer),
    threefold: await threefold(variables, answer),
    stock: stock(variables, answer),
  };
}

type Variables = Readonly<Record<string, unknown>>;
type Answer = ReturnType<typeof answersFor>;

async function threefold(variables: Variables, answer: Answer): Promise<Run> {
  const plan = apolloPlanner(supergraphSdl);
  const planner = { plan: async (text: string) => plan(text), close: async () => {} };
  const preparation = await prepare(document, undefined, operationSchema(readSupergraph(supergraphSdl), planner));
  if (!preparation.ok) throw preparation.errors[0];
  const call = { fetch: async ({ subgraph, body }: { subgraph: string; body: string }) => answer(subgraph, body) };
  return async () => (await execute(preparation.operation, { variables, call })).text;
}

function stock(variables: Variables, answer: Answer): Run {
  const supergraph = Supergraph.build(supergraphSdl);
  const apiSchema = supergraph.apiSchema();
  const schema = apiSchema.toGraphQLJSSchema();
  const parsed = parse(document);
  const context = buildOperationContext({ schema, operationDocument: parsed });
  const plan = new QueryPlanner(supergraph).buildQueryPlan(operationFromDocument(apiSchema, parsed));
  const whole = supergraph.schema.toGraphQLJSSchema();
  const services: ServiceMap = Object.fromEntries(
    supergraph
      .subgraphsMetadata()
      .map(({ name }) => [name, { process: async ({ request }) => answer(name, JSON.stringify(request)) }]),
  );
  const requestContext = {
    request: { variables: { ...variables } },
    metrics: {},
    context: {},
  } as GatewayGraphQLRequestContext;
  return async () => JSON.stringify(await executeQueryPlan(plan, services, requestContext, context, whole, apiSchema));
}

/** What somebody would write who knew this one query: three requests, no checks of anything. */
function forwarder(variables: Variables, answer: Answer): Run {
  interface User {
    readonly id: string;
    displayName: string;
    avatar: string | null;
  }
  interface Product {
    readonly id: string;
    unitsSold: number;
    readonly seller: User;
    readonly reviews: readonly { readonly author: User }[];
  }
  const asked = (name: string, keys: Iterable<string>) =>
    JSON.stringify({
      query: "query($representations:[_Any!]!){_entities(representations:$representations){...on X{y}}}",
      variables: { representations: Array.from(keys, (id) => ({ __typename: name, id })) },
    });
  return async () => {
    const { data } = answer("products", JSON.stringify({ query: "{products}", variables }));
    const products: Product[] = data.products;
    const people = products.flatMap(({ seller, reviews }) => [seller, ...reviews.map(({ author }) => author)]);
    const ids = [...new Set(people.map(({ id }) => id))];
    const [users, sold] = await Promise.all([
      (async () => answer("users", asked("User", ids)).data._entities)(),
      (async () =>
        answer(
          "orders",
          asked(
            "Product",
            products.map(({ id }) => id),
          ),
        ).data._entities)(),
    ]);
    const byId = new Map<string, User>(ids.map((id, index) => [id, users[index]]));
    for (const person of people) Object.assign(person, byId.get(person.id));
    for (const [index, product] of products.entries()) product.unitsSold = sold[index].unitsSold;
    return JSON.stringify({ data: { products } });
  };
}

async function microsecondsPerRun(run: Run): Promise<number> {
  const start = performance.now();
  let runs = 0;
  while (performance.now() - start < ROUND_MS) {
    await run();
    runs++;
  }
  return ((performance.now() - start) * 1000) / runs;
}

const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

process.stdout.write(
  `${ROUNDS} rounds of ${ROUND_MS} ms, in turn; ratios are medians of rounds, with the lowest and highest\n`,
);
for (const first of [1, 10, 100]) {
  const runs = Object.entries(await candidates(first));
  for (const [, run] of runs) await microsecondsPerRun(run);
  const rounds: Record<string, number>[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const times: Record<string, number> = {};
    for (const [name, run] of runs) times[name] = await microsecondsPerRun(run);
    rounds.push(times);
  }
  const ratio = (over: string, under: string) => {
    const ratios = rounds.map((times) => (times[over] ?? 0) / (times[under] ?? 1)).toSorted((a, b) => a - b);
    return `${median(ratios).toFixed(2)} (${ratios[0]?.toFixed(2)} to ${ratios.at(-1)?.toFixed(2)})`;
  };
  const micros = median(rounds.map((times) => times["threefold"] ?? 0)).toFixed(0);
  process.stdout.write(
    `${first} products: ${micros} µs · stock takes ${ratio("stock", "threefold")} × ours · ours takes ${ratio("threefold", "forwarder")} × the forwarder\n`,
  );
}
