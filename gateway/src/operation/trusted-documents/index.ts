export { InvalidManifestError, type Manifest, parseManifest, readManifest } from "./manifest.ts";
export { createRegisteredDocuments } from "./registered.ts";
export {
  createDocumentResolver,
  type DocumentRequest,
  type DocumentResolution,
  type ResolveDocument,
  type TrustedDocumentsMode,
} from "./trusted-documents.ts";
