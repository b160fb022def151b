export {
  type AuthorisedOperation,
  compileAuthorisation,
  type OperationAuthorisation,
} from "./authorisation.ts";
export type { Claims, PolicyHook } from "./decide.ts";
