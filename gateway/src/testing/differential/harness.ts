import { setImmediate } from "node:timers/promises";
import { compose, parseSubgraph, readSupergraph } from "@threefold/federation";
import { createPlanner, type QueryPlanner, requiredNames } from "@threefold/federation/planner";
import { apolloPlanner } from "@threefold/federation/planner/apollo";
import type { GeneratedOperation, Outcome } from "@threefold/random-operations";
import { chanceOf, createRandom } from "@threefold/random-operations";
import { buildASTSchema, buildSchema, execute as executeWhole, type GraphQLSchema, parse, visit } from "graphql";
import type { SubgraphCaller } from "../../execution/execution.ts";
import type { PartedResult } from "../../execution/incremental/parted.ts";
import { analyse } from "../../operation/analyse.ts";
import { keyOfLabels } from "../../operation/decide-labels.ts";
import { execute, executeInParts } from "../../operation/execute.ts";
import { plan as planOperation, prepare } from "../../operation/prepare.ts";
import { operationSchema } from "../../operation/schema.ts";
import type { Domain, World } from "./domain.ts";
import type { Faults } from "./faults.ts";
import { resolverOf } from "./resolve.ts";
import { createStock } from "./stock.ts";
import { keepsTypes, resolvableKeysFirst } from "./stock-faults.ts";
import { createSubgraph, LINK } from "./subgraph.ts";

/** One domain, ready to be asked in all ways. */
export interface Harness {
  readonly domain: Domain;
  readonly apiSchema: GraphQLSchema;
  readonly sdl: string;
  /** Field names that plans depend on. */
  readonly required: ReadonlySet<string>;
  /** By this gateway's engine. */
  readonly ours: Run;
  /** By this gateway's engine, with another planner. */
  oursWith(planner: QueryPlanner): Run;
  /**
   * By this gateway's engine, what is deferred in parts.
   * @returns undefined when nothing is; else what runs it, any number of times, with parts that repeat what was answered
   * before, or do not
   */
  inParts(
    operation: GeneratedOperation,
    situation: Situation,
  ): Promise<((repeats: boolean) => Promise<PartedResult>) | undefined>;
  /** By the stock gateway's executor and planner; nothing where it refuses the supergraph. */
  readonly stock?: Run;
  /** The same, with its faults kept from it that `stock-faults.ts` knows. */
  readonly curedStock?: Run;
  /** By graphql-js on the single schema: the right answer. */
  readonly whole: Run;
  /** The same, as if the single schema forbade no null: so with every error that there is. */
  readonly forgiving: Run;
}

export type Run = (operation: GeneratedOperation, situation: Situation) => Promise<Outcome>;

/** The data there is, and what goes wrong. */
export interface Situation {
  readonly worldSeed: number;
  readonly faults: Faults;
  /** The labels of the domain that are on. */
  readonly labels?: readonly string[];
}

/** A random operation repeats itself more than any client would. */
const ANY = 100_000;
const HARDLY_ANY = {
  tokens: ANY,
  operations: ANY,
  depth: ANY,
  rootFields: ANY,
  aliases: ANY,
  directives: ANY,
  fields: ANY,
  deferred: 40,
  listDepth: 8,
};

export function createHarness(domain: Domain): Harness {
  const names = Object.keys(domain.subgraphs);
  const parts = names.map((name) =>
    parseSubgraph(name, `http://127.0.0.1/${name}`, LINK + domain.subgraphs[name]?.schema),
  );
  const { supergraphSdl: sdl } = compose(parts);
  const { apiSchema } = readSupergraph(sdl);
  const whole = buildSchema(domain.schema);
  const subgraphs = new Map(names.map((name) => [name, createSubgraph(domain, name, whole)]));
  const plan = apolloPlanner(sdl, { incrementalDelivery: true });
  // Random operations that defer are among those that Apollo's planner comes to no end with: a thread can be ended.
  const inThread = createPlanner(sdl, { incrementalDelivery: true });
  const planner: QueryPlanner = {
    plan: async (...asked) => (asked[0].includes("@defer") ? inThread.plan(...asked) : plan(...asked)),
    close: () => inThread.close(),
  };
  const stock = domain.stockRefuses ? undefined : createStock(sdl);
  const cured = domain.stockRefuses ? undefined : createStock(resolvableKeysFirst(sdl));

  const forgiving = withoutNonNull(domain.schema);
  const runWhole = async (
    schema: GraphQLSchema,
    { document, variables }: GeneratedOperation,
    situation: Situation,
  ): Promise<Outcome> => {
    const world = worldOf(domain, situation);
    const resolvers = resolverOf({ domain, whole, world, faults: situation.faults });
    const parsed = parse(document);
    const result = await executeWhole({ schema, document: parsed, variableValues: variables, ...resolvers });
    const { data = null, errors = [] } = JSON.parse(JSON.stringify(result));
    return { data, errors };
  };
  const callerFor = ({ faults, worldSeed }: Situation, world: World): SubgraphCaller => ({
    async fetch({ subgraph, body }) {
      const { query, variables = {} } = JSON.parse(body);
      const found = subgraphs.get(subgraph);
      if (found === undefined) throw new Error(`there is no subgraph ${subgraph}`);
      await someTurns(chanceOf(`${subgraph} ${body}`, worldSeed));
      return found.execute(query, variables, world, faults);
    },
  });
  const oursWith = (one: QueryPlanner): Run => {
    // Every other case runs with code that is generated for it.
    const schemas = [0, 1].map((generateAfter) =>
      operationSchema({ sdl, apiSchema }, one, { limits: HARDLY_ANY, generateAfter }),
    );
    return async ({ document, variables }, situation) => {
      const chosen = schemas[situation.worldSeed % 2] ?? schema;
      const prepared = await prepare(document, undefined, chosen, situation.labels);
      if (!prepared.ok) return { data: null, errors: prepared.errors.map((error) => error.toJSON()) };
      const call = callerFor(situation, worldOf(domain, situation));
      const { text } = await execute(prepared.operation, { variables, call });
      const { data = null, errors = [] } = JSON.parse(text);
      return { data, errors };
    };
  };
  const schema = operationSchema({ sdl, apiSchema }, planner, { limits: HARDLY_ANY });
  return {
    domain,
    apiSchema,
    sdl,
    required: requiredNames(sdl),
    ours: oursWith(planner),
    oursWith,
    async inParts({ document, variables }, situation) {
      const analysis = analyse(document, undefined, schema);
      const coerced = analysis.ok ? analysis.operation.coerceVariables(variables) : analysis;
      if (!analysis.ok || !coerced.ok) return undefined;
      const choice = analysis.operation.defers?.choose(coerced.values);
      const labels = keyOfLabels(situation.labels ?? []);
      const prepared = await planOperation(analysis.operation, "", schema, choice, labels);
      if (!prepared.ok) throw new Error(`${document}: ${prepared.errors[0]?.message}`);
      const { operation } = prepared;
      if (operation.parts.length === 0) return undefined;
      return (repeats) => {
        const call = callerFor(situation, worldOf(domain, situation));
        return executeInParts(operation, coerced.values, { call, repeats });
      };
    },
    ...(stock && {
      stock: ({ document, variables }, situation) =>
        stock.run(document, variables, callerFor(situation, worldOf(domain, situation)), situation.labels),
    }),
    ...(cured && {
      curedStock: ({ document, variables }, situation) =>
        cured.run(
          document,
          variables,
          keepsTypes(sdl, callerFor(situation, worldOf(domain, situation))),
          situation.labels,
        ),
    }),
    whole: (operation, situation) => runWhole(whole, operation, situation),
    forgiving: (operation, situation) => runWhole(forgiving, operation, situation),
  };
}

/** A schema of which every field may be null, and every element. */
function withoutNonNull(text: string): GraphQLSchema {
  const document = visit(parse(text), {
    FieldDefinition: (field) => ({ ...field, type: visit(field.type, { NonNullType: ({ type }) => type }) }),
  });
  return buildASTSchema(document);
}

/** Lets others go first, so that answers come in an order that is the seed's. */
async function someTurns(chance: number): Promise<void> {
  for (let turns = Math.floor(chance * 6); turns > 0; turns--) await setImmediate();
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
