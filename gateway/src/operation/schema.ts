import { type OverrideLabels, type PublicFields, readOverrideLabels, readPublicFields } from "@threefold/federation";
import { type AuthorisationModel, readAuthorisation } from "@threefold/federation/authorisation";
import { type CostModel, DEFAULT_LIST_SIZE, readCosts } from "@threefold/federation/cost";
import {
  type QueryPlanner,
  type ResponseNames,
  readTypeHierarchy,
  requiredNames,
  responseNames,
  type TypeHierarchy,
} from "@threefold/federation/planner";
import { assertValidSchema, type GraphQLSchema } from "graphql";
import { withDefer } from "./defer/index.ts";
import { DEFAULT_LIMITS, type OperationLimits } from "./limits/index.ts";
import { DEVELOPMENT, type ValidationOptions } from "./validation/rules.ts";

/** What operations are held to before they are planned. */
export interface OperationRules {
  /** What clients may learn of the schema. */
  readonly validation: ValidationOptions;
  readonly limits: OperationLimits;
  /** How long a list counts for of which the schema does not say it. */
  readonly listSize: number;
}

export interface OperationOptions extends OperationRules {
  /**
   * How many answers to an operation are written before code of its own is generated for it: a document that is asked
   * once is not worth it.
   */
  readonly generateAfter: number;
}

const GENERATE_AFTER = 100;

/** One supergraph, as far as operations are prepared for it. */
export interface OperationSchema extends OperationOptions {
  readonly apiSchema: GraphQLSchema;
  readonly planner: QueryPlanner;
  readonly names: ResponseNames;
  readonly types: TypeHierarchy;
  readonly authorisation: AuthorisationModel;
  readonly costs: CostModel;
  readonly publicFields: PublicFields;
  /** Absent when no field moves by a label. */
  readonly overrides: OverrideLabels | undefined;
}

/**
 * What preparing needs to know of a supergraph, read once.
 * @param options the default limits, and all of the schema open, unless given
 */
export function operationSchema(
  { sdl, apiSchema }: { readonly sdl: string; readonly apiSchema: GraphQLSchema },
  planner: QueryPlanner,
  options: Partial<OperationOptions> = {},
): OperationSchema {
  const schema = withDefer(apiSchema);
  // graphql-js would do it with the first operation, which would wait for it, and all others with it.
  assertValidSchema(schema);
  return {
    validation: DEVELOPMENT,
    limits: DEFAULT_LIMITS,
    listSize: DEFAULT_LIST_SIZE,
    generateAfter: GENERATE_AFTER,
    ...options,
    apiSchema: schema,
    planner,
    names: responseNames(requiredNames(sdl)),
    types: readTypeHierarchy(sdl),
    authorisation: readAuthorisation(sdl),
    costs: readCosts(sdl),
    publicFields: readPublicFields({ sdl, apiSchema }),
    overrides: readOverrideLabels(sdl),
  };
}
