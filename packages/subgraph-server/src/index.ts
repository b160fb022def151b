export { allows, demand, demandPerson, type Grant, type Rule, type Rules, refusal } from "./authorisation.ts";
export type { CallerContext } from "./caller.ts";
export { check, DomainError, type DomainErrorCode, type InputProblem } from "./errors.ts";
export { isUuid } from "./ids.ts";
export { countryCode, idOf, line, lines, present, whole, withoutNulls } from "./input.ts";
export { inOrder, type Loaders, loaders } from "./loaders.ts";
export { scalars } from "./scalars.ts";
export { column, columnsOf, type Row, selectedFields } from "./selection.ts";
export { createSubgraphServer, type SubgraphServerOptions } from "./server.ts";
