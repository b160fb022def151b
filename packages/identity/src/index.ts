export {
  API_KEY_HEADER,
  type Credential,
  clientCredential,
  type Headers,
  IDENTITY_HEADER,
  identifyCaller,
  subgraphCredential,
} from "./credential.ts";
export {
  type ClientIdentity,
  type ClientIdentityOptions,
  createClientIdentity,
  createEdgeIdentity,
  type EdgeCaller,
} from "./edge-identity.ts";
export { type TokenError, type TokenErrorCode, tokenError } from "./error.ts";
export {
  ANONYMOUS,
  hasScope,
  type Identity,
  isAdmin,
  isPerson,
  isRole,
  isSelf,
  isSeller,
  isService,
  isStaff,
  type Partner,
  type Person,
  ROLES,
  type Role,
  SCOPES,
  type Scope,
  type Service,
} from "./identity.ts";
export type { TrustedIssuer } from "./issuer.ts";
export { type Keys, loadOrCreateKeys, type Parties } from "./key-directory.ts";
export {
  environmentFor,
  PEOPLE_AUDIENCE,
  PEOPLE_ISSUER,
  signingKeysVariable,
  signingKeyVariable,
  trustedIssuersVariable,
} from "./key-environment.ts";
export {
  createKeyVerifier,
  type KeyVerifier,
  type KeyVerifierOptions,
  keyAnswer,
  keyQuestion,
} from "./key-verifier.ts";
export {
  generateKey,
  type KeySet,
  type PrivateJwk,
  type PublicJwk,
  publicKeySet,
  type SigningKey,
  signingKey,
} from "./keys.ts";
export { peopleProviderVariable } from "./provider.ts";
export { createReplayGuard, type ReplayGuard } from "./replay.ts";
export { followRevocations, type Revocations, type RevocationsOptions, revokedSessions } from "./revocations.ts";
export { hashSecret, isSecret, newSecret, type SecretKind } from "./secret.ts";
export {
  type Caller,
  createIdentitySigner,
  createPersonSigner,
  createServiceSigner,
  type IdentitySigner,
  type Origin,
  type PersonSigner,
  type ServiceSigner,
} from "./signer.ts";
export { SINGLE_USE_LIFE, TOKEN_TYPES, type TokenType } from "./token.ts";
export {
  createVerifier,
  NOBODY,
  type Verification,
  type Verified,
  type Verifier,
  type VerifierOptions,
} from "./verifier.ts";
export { createWatchCaller, RECHECK_MS, type WatchCaller } from "./watch.ts";
