export { type AuthorisationModel, readAuthorisation } from "./model.ts";
export { type Alternatives, implied, type Requirement } from "./requirements.ts";
