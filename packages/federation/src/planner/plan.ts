/**
 * A query plan in a form that belongs to no planner: what a planner answers, and what the gateway's executor compiles.
 * It is JSON, so that it can travel between threads and be kept. Its words are those of Apollo's query planner.
 */
export interface QueryPlan {
  /** Absent when no subgraph has anything to say: an operation that asks for `__typename` or the schema only. */
  readonly node?: PlanNode | SubscriptionNode;
}

export type PlanNode = FetchNode | FlattenNode | SequenceNode | ParallelNode | ConditionNode | DeferNode;

export interface SequenceNode {
  readonly kind: "Sequence";
  readonly nodes: readonly PlanNode[];
}

export interface ParallelNode {
  readonly kind: "Parallel";
  readonly nodes: readonly PlanNode[];
}

/** Runs a part of the plan on the objects that stand at a path from where the plan is. */
export interface FlattenNode {
  readonly kind: "Flatten";
  /** Response names, and `@` for every element of a list. */
  readonly path: readonly string[];
  readonly node: PlanNode;
}

/** One request to a subgraph: of root fields, or of entities when `requires` is there. */
export interface FetchNode {
  readonly kind: "Fetch";
  readonly serviceName: string;
  /** Names this fetch within its plan, for what is deferred until it is done. */
  readonly id?: string;
  readonly operation: string;
  readonly operationName?: string;
  readonly operationKind: OperationKind;
  /** The variables of the operation that the subgraph's operation uses. */
  readonly variableUsages?: readonly string[];
  /** What each representation holds. */
  readonly requires?: readonly RequiredSelection[];
  /**
   * The same fetch in parts, when only some of its fields need all that is required: for entities of which something
   * that is required is not there.
   */
  readonly parts?: readonly FetchNode[];
  /** What is changed in representations before they are sent. */
  readonly inputRewrites?: readonly Rewrite[];
  /** What is changed in the subgraph's data before it is merged. */
  readonly outputRewrites?: readonly Rewrite[];
  /** Variables that take their values from objects above the entity (`@fromContext`). */
  readonly contextRewrites?: readonly KeyRenamer[];
}

export type OperationKind = "query" | "mutation" | "subscription";

export type RequiredSelection = RequiredField | RequiredFragment;

export interface RequiredField {
  readonly kind: "Field";
  readonly name: string;
  readonly alias?: string;
  readonly selections?: readonly RequiredSelection[];
}

export interface RequiredFragment {
  readonly kind: "InlineFragment";
  readonly typeCondition?: string;
  readonly selections: readonly RequiredSelection[];
}

export type Rewrite = ValueSetter | KeyRenamer;

/** Sets the key at the end of a path. */
export interface ValueSetter {
  readonly kind: "ValueSetter";
  readonly path: RewritePath;
  readonly setValueTo: unknown;
}

/** Gives the key at the end of a path another name. */
export interface KeyRenamer {
  readonly kind: "KeyRenamer";
  readonly path: RewritePath;
  readonly renameKeyTo: string;
}

/** Keys, `... on Type` where only objects of a type are meant, and (for contexts) `..` for the object above. */
export type RewritePath = readonly string[];

/** Runs one of two parts of the plan, by a boolean variable of the operation. */
export interface ConditionNode {
  readonly kind: "Condition";
  readonly condition: string;
  readonly ifClause?: PlanNode;
  readonly elseClause?: PlanNode;
}

/** The stream that a subgraph sends, and what is fetched for each of its events. */
export interface SubscriptionNode {
  readonly kind: "Subscription";
  readonly primary: FetchNode;
  readonly rest?: PlanNode;
}

/** What is answered first, and what is answered when it is there (`@defer`). */
export interface DeferNode {
  readonly kind: "Defer";
  readonly primary: { readonly subselection?: string; readonly node?: PlanNode };
  readonly deferred: readonly DeferredNode[];
}

export interface DeferredNode {
  /** The fetches of the primary part, by id, that this part waits for. */
  readonly depends: readonly { readonly id: string; readonly deferLabel?: string }[];
  readonly label?: string;
  readonly queryPath: readonly string[];
  readonly subselection?: string;
  readonly node?: PlanNode;
}
