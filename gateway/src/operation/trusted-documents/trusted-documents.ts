import { GraphQLError } from "graphql";
import { type Manifest, SHA256, sha256Of } from "./manifest.ts";
import type { RegisteredDocuments } from "./registered.ts";

/**
 * - `only`: nothing runs but the documents of the manifest. Clients register nothing.
 * - `prefer`: the manifest's, and any other.
 * - `off`: no manifest is looked at.
 */
export type TrustedDocumentsMode = "only" | "prefer" | "off";

/** What a request says of its document: its text, its id, or its hash (`extensions.persistedQuery`). */
export interface DocumentRequest {
  readonly query?: unknown;
  readonly documentId?: unknown;
  readonly extensions?: unknown;
}

export type DocumentResolution =
  | { readonly ok: true; readonly document: string; readonly isTrusted: boolean }
  | { readonly ok: false; readonly error: GraphQLError };

/** Finds the document that a request means. */
export type ResolveDocument = (request: DocumentRequest) => DocumentResolution;

export interface TrustedDocumentsOptions {
  readonly mode: TrustedDocumentsMode;
  readonly manifest?: Manifest | undefined;
  /** Where clients may register documents (automatic persisted queries). They may not, without it or in mode `only`. */
  readonly registered?: RegisteredDocuments | undefined;
}

/**
 * Makes the finding of documents, by `documentId` as GraphQL over HTTP's appendix on persisted documents has it
 * (`sha256:` and the hash, or an id that the manifest gives), by Apollo's `extensions.persistedQuery`, or as text. Errors:
 * - `PERSISTED_QUERY_NOT_FOUND`: no document of this id or hash. Apollo's clients then send the text.
 * - `PERSISTED_QUERY_NOT_SUPPORTED`: there is no manifest, and clients may not register documents
 * - `PERSISTED_QUERY_HASH_MISMATCH`: the text that came along has another hash
 * - `QUERY_NOT_IN_SAFELIST`: a text that is not in the manifest, in mode `only`
 * - `BAD_REQUEST`: no document at all, or what names it has not the form that it must have
 */
export function createDocumentResolver({ mode, ...options }: TrustedDocumentsOptions): ResolveDocument {
  const manifest = mode === "off" ? undefined : options.manifest;
  const registered = mode === "only" ? undefined : options.registered;
  if (mode === "only" && manifest === undefined) throw new Error('trusted documents "only" need a manifest');

  const byHash = (sha256: string): DocumentResolution => {
    const trusted = manifest?.byHash(sha256) ?? manifest?.byId(sha256) ?? manifest?.byId(SHA256 + sha256);
    if (trusted !== undefined) return found(trusted, true);
    const known = registered?.get(sha256);
    if (known !== undefined) return found(known, false);
    return manifest === undefined && registered === undefined ? failed(NOT_SUPPORTED) : failed(NOT_FOUND);
  };
  const byId = (id: string): DocumentResolution => {
    if (id.startsWith(SHA256)) {
      const sha256 = id.slice(SHA256.length);
      return HASH.test(sha256)
        ? byHash(sha256)
        : failed(badRequest(`documentId must be ${SHA256} and 64 hexadecimal digits.`));
    }
    const trusted = manifest?.byId(id);
    if (trusted !== undefined) return found(trusted, true);
    return manifest === undefined && registered === undefined ? failed(NOT_SUPPORTED) : failed(NOT_FOUND);
  };
  const byText = (text: string): DocumentResolution => {
    const isTrusted = manifest?.byHash(sha256Of(text)) !== undefined;
    return isTrusted || mode !== "only" ? found(text, isTrusted) : failed(NOT_IN_SAFELIST);
  };
  const register = (sha256: string, text: string): DocumentResolution => {
    if (sha256Of(text) !== sha256 && manifest?.byId(sha256) !== text) return failed(HASH_MISMATCH);
    const resolution = byText(text);
    if (resolution.ok && !resolution.isTrusted) registered?.set(sha256, text);
    return resolution;
  };

  return ({ query, documentId, extensions }) => {
    if (query !== undefined && query !== null && typeof query !== "string")
      return failed(badRequest("query must be a string."));
    const text = query ?? "";
    if (documentId !== undefined && documentId !== null) {
      if (typeof documentId !== "string" || documentId === "")
        return failed(badRequest("documentId must be a string."));
      return text === ""
        ? byId(documentId)
        : failed(badRequest("A request has a query or a documentId, and not both."));
    }
    const hash = persistedHash(extensions, manifest);
    if (hash instanceof GraphQLError) return failed(hash);
    if (hash !== undefined) return text === "" ? byHash(hash) : register(hash, text);
    return text === ""
      ? failed(badRequest("A request must have a query, a documentId or a persisted query's hash."))
      : byText(text);
  };
}

const HASH = /^[0-9a-f]{64}$/;

/** Apollo Client sends the ids of its manifest in the place of a hash, also those that are none. */
function persistedHash(extensions: unknown, manifest: Manifest | undefined): string | GraphQLError | undefined {
  const persisted = property(extensions, "persistedQuery");
  if (persisted === undefined || persisted === null) return undefined;
  const version = property(persisted, "version");
  if (version !== undefined && version !== 1) return badRequest("extensions.persistedQuery.version must be 1.");
  const hash = property(persisted, "sha256Hash");
  if (typeof hash === "string" && (HASH.test(hash) || manifest?.byId(hash) !== undefined)) return hash;
  return badRequest("extensions.persistedQuery.sha256Hash must be 64 hexadecimal digits.");
}

const property = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;

const found = (document: string, isTrusted: boolean): DocumentResolution => ({ ok: true, document, isTrusted });

type Make = () => GraphQLError;

const failed = (error: Make | GraphQLError): DocumentResolution => ({
  ok: false,
  error: typeof error === "function" ? error() : error,
});

const coded =
  (message: string, code: string): Make =>
  () =>
    new GraphQLError(message, { extensions: { code } });

const badRequest = (message: string): GraphQLError => coded(message, "BAD_REQUEST")();

// The first two messages are part of Apollo's protocol: old clients read them instead of the codes.
const NOT_FOUND = coded("PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND");
const NOT_SUPPORTED = coded("PersistedQueryNotSupported", "PERSISTED_QUERY_NOT_SUPPORTED");
const HASH_MISMATCH = coded("The query is not the one with this hash.", "PERSISTED_QUERY_HASH_MISMATCH");
const NOT_IN_SAFELIST = coded("Only documents of the manifest are run here.", "QUERY_NOT_IN_SAFELIST");
