export type * from "./plan.ts";
export type { PlanError, PlannerOptions, PlanResult, QueryPlanner } from "./planner.ts";
export { requiredNames } from "./required-names.ts";
export { type ResponseNames, responseNames } from "./response-names.ts";
export { createPlanner, type ThreadOptions } from "./thread.ts";
export { readTypeHierarchy, type TypeHierarchy } from "./type-hierarchy.ts";
