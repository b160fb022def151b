export { type AuthorisationModel, readAuthorisation } from "./model.ts";
export type { Alternatives, Requirement } from "./requirements.ts";
