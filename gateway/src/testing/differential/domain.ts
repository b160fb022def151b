import type { Random } from "@threefold/random-operations";

/** An object of a domain: what its fields hold, by name. Fields that are computed are not in it. */
export interface Item {
  readonly __typename: string;
  readonly [field: string]: unknown;
}

/** One object, as a field's function sees it: in the single schema all of it, in a subgraph what that subgraph has. */
export interface Self {
  readonly item: Item;
  /** The value of another field: in a subgraph, of an `@external` one, what came in the representation. */
  get(field: string, args?: Readonly<Record<string, unknown>>): unknown;
  readonly world: World;
}

/** Computes fields, by `Type.field`. A type may be an interface: for all that implement it. */
export type Fields = Readonly<Record<string, (self: Self, args: Readonly<Record<string, unknown>>) => unknown>>;

/** The data of a domain. Made anew for every execution: mutations may change it. */
export interface World {
  readonly query: Readonly<Record<string, unknown>>;
  /** Where references find their objects. */
  readonly entities: readonly Item[];
  /** For mutations to change. */
  readonly state: Record<string, number>;
}

/**
 * One small world, described twice: as a single schema, and as subgraphs of a supergraph. Both compute the same fields
 * from the same data, so an operation has one right answer.
 */
export interface Domain {
  readonly name: string;
  readonly schema: string;
  readonly subgraphs: Readonly<Record<string, SubgraphDomain>>;
  readonly fields?: Fields;
  world(random: Random): World;
  /** The labels by which its fields move. What they are, answers must not tell. */
  readonly labels?: readonly string[];
  /** Whether `@apollo/gateway` refuses the supergraph. */
  readonly stockRefuses?: boolean;
  /** How many levels below the root fields operations have at most: over some supergraphs planners take minutes for more. */
  readonly maxDepth?: number;
  /** In what the plans of Hive Router's planner are wrong for the supergraph, so that it is no oracle. */
  readonly rustIsWrong?: string;
}

export interface SubgraphDomain {
  /** Without `@link`. */
  readonly schema: string;
  /** What this subgraph computes in a way of its own. */
  readonly fields?: Fields;
}
