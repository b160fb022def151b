export {
  type AuthorisedOperation,
  compileAuthorisation,
  type OperationAuthorisation,
} from "./authorisation.ts";
export type { Claims, PolicyHook } from "./decide.ts";
export { type DeniedField, isDenied } from "./denied.ts";
export { createVariants, type Variants } from "./variants.ts";
