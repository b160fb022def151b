export { readCertificate } from "./certificate.ts";
export { type ClientAddressOf, createClientAddressOf, isProxies } from "./client-address.ts";
export { acceptedCoding, type Coding, codingFor, encode, encodeParts, encoder, partCoder } from "./content-coding.ts";
export {
  createHttpServer,
  type HttpReply,
  type HttpRequest,
  type HttpServer,
  type HttpServerOptions,
} from "./create.ts";
export { decideOnce } from "./decide-once.ts";
export { etagOf, isKnown } from "./etag.ts";
export { isEventStream, markEventStream } from "./event-streams.ts";
export type { Check, Checks, ReadyReport } from "./health.ts";
export { onceClosed } from "./once-closed.ts";
export { complaint, type Running, refuseArguments, runProgram, StartError, tellParent } from "./program.ts";
export { sendRanged } from "./range.ts";
export { refuseUpgrade } from "./refuse-upgrade.ts";
export { requestIdOf } from "./request-id.ts";
export { type Listening, serve, tlsOptions } from "./serve.ts";
