export { InvalidManifestError, type Manifest, parseManifest, readManifest } from "./manifest.ts";
export { createRegisteredDocuments, type RegisteredDocuments } from "./registered.ts";
export {
  createDocumentResolver,
  type DocumentRequest,
  type DocumentResolution,
  type ResolveDocument,
  type TrustedDocumentsMode,
  type TrustedDocumentsOptions,
} from "./trusted-documents.ts";
