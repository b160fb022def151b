import { compose, parseSubgraph, readSupergraph } from "@threefold/federation";
import { requiredNames } from "@threefold/federation/planner";
import { apolloPlanner } from "@threefold/federation/planner/apollo";
import type { GeneratedOperation, Outcome } from "@threefold/random-operations";
import { createRandom } from "@threefold/random-operations";
import { buildSchema, execute as executeWhole, type GraphQLSchema, parse } from "graphql";
import type { SubgraphCaller } from "../../execution/execution.ts";
import { execute } from "../../operation/execute.ts";
import { prepare } from "../../operation/prepare.ts";
import { operationSchema } from "../../operation/schema.ts";
import type { Domain, World } from "./domain.ts";
import type { Faults } from "./faults.ts";
import { resolverOf } from "./resolve.ts";
import { createStock } from "./stock.ts";
import { createSubgraph, LINK } from "./subgraph.ts";

/** One domain, ready to be asked in all ways. */
export interface Harness {
  readonly domain: Domain;
  readonly apiSchema: GraphQLSchema;
  readonly sdl: string;
  /** Field names that plans depend on. */
  readonly required: ReadonlySet<string>;
  /** By this gateway's engine. */
  ours(operation: GeneratedOperation, situation: Situation): Promise<Outcome>;
  /** By the stock gateway's executor and planner; nothing where it refuses the supergraph. */
  readonly stock?: (operation: GeneratedOperation, situation: Situation) => Promise<Outcome>;
  /** By graphql-js on the single schema: the right answer. */
  whole(operation: GeneratedOperation, situation: Situation): Promise<Outcome>;
}

/** The data there is, and what goes wrong. */
export interface Situation {
  readonly worldSeed: number;
  readonly faults: Faults;
}

/** A random operation repeats itself more than any client would. */
const ANY = 100_000;
const HARDLY_ANY = { tokens: ANY, depth: ANY, rootFields: ANY, aliases: ANY, directives: ANY, fields: ANY };

export function createHarness(domain: Domain): Harness {
  const names = Object.keys(domain.subgraphs);
  const parts = names.map((name) =>
    parseSubgraph(name, `http://127.0.0.1/${name}`, LINK + domain.subgraphs[name]?.schema),
  );
  const { supergraphSdl: sdl } = compose(parts);
  const { apiSchema } = readSupergraph(sdl);
  const whole = buildSchema(domain.schema);
  const subgraphs = new Map(names.map((name) => [name, createSubgraph(domain, name, whole)]));
  const plan = apolloPlanner(sdl);
  const planner = { plan: async (text: string, name?: string) => plan(text, name), close: async () => {} };
  const schema = operationSchema({ sdl, apiSchema }, planner, { limits: HARDLY_ANY });
  const stock = domain.stockRefuses ? undefined : createStock(sdl);

  const callerFor = ({ faults }: Situation, world: World): SubgraphCaller => ({
    async fetch({ subgraph, body }) {
      const { query, variables = {} } = JSON.parse(body);
      const found = subgraphs.get(subgraph);
      if (found === undefined) throw new Error(`there is no subgraph ${subgraph}`);
      return found.execute(query, variables, world, faults);
    },
  });
  return {
    domain,
    apiSchema,
    sdl,
    required: requiredNames(sdl),
    async ours({ document, variables }, situation) {
      const prepared = await prepare(document, undefined, schema);
      if (!prepared.ok) return { data: null, errors: prepared.errors.map((error) => error.toJSON()) };
      const call = callerFor(situation, worldOf(domain, situation));
      const { text } = await execute(prepared.operation, { variables, call });
      const { data = null, errors = [] } = JSON.parse(text);
      return { data, errors };
    },
    ...(stock && {
      stock: ({ document, variables }: GeneratedOperation, situation: Situation) =>
        stock.run(document, variables, callerFor(situation, worldOf(domain, situation))),
    }),
    async whole({ document, variables }, situation) {
      const world = worldOf(domain, situation);
      const resolvers = resolverOf({ domain, whole, world, faults: situation.faults });
      const result = await executeWhole({
        schema: whole,
        document: parse(document),
        variableValues: variables,
        ...resolvers,
      });
      const { data = null, errors = [] } = JSON.parse(JSON.stringify(result));
      return { data, errors };
    },
  };
}

/** The same data for the same seed, with something in every object by which it can be told from others. */
function worldOf(domain: Domain, { worldSeed }: Situation): World {
  const world = domain.world(createRandom(worldSeed));
  let last = 0;
  const mark = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const item of value) mark(item);
    } else if (typeof value === "object" && value !== null && !Object.hasOwn(value, "$id")) {
      Object.defineProperty(value, "$id", { value: ++last, enumerable: true });
      for (const inner of Object.values(value)) mark(inner);
    }
  };
  mark(world.entities);
  for (const value of Object.values(world.query)) mark(value);
  return world;
}
