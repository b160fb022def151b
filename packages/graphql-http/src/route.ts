import cors from "@fastify/cors";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Executor, ExecutorAnswer, GraphQLRequest } from "./executor.ts";
import { createNegotiate, FALLBACK } from "./media-type.ts";
import { ALLOW, checkHead, readRequest } from "./read.ts";
import { HttpRefusal } from "./refusal.ts";
import { refuse, respond } from "./respond.ts";
import type { StatusConvention } from "./status.ts";

export interface CorsOptions {
  /** Origins whose pages may ask, or `*` for all. Nobody's cookies come with it. */
  readonly origins: readonly string[] | "*";
  /** Seconds that a browser remembers that it may. */
  readonly maxAge?: number | undefined;
}

/** A protocol beside GraphQL over HTTP, which knows its requests by their head. */
export interface OtherProtocol {
  /** What it uses beside GraphQL's methods, so that pages of other origins may too. */
  readonly methods: readonly string[];
  /** Whether a request is of this protocol. */
  knows(request: FastifyRequest): boolean;
  /**
   * Answers a request before its body is read.
   * @throws HttpRefusal
   */
  answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply>;
}

export interface GraphQLOverHttpOptions {
  /**
   * Makes what runs the operations of one request: knows who asks, and how long they wait. When `reply.raw` closes before
   * the executor is disposed of, the client has gone away.
   * @throws HttpRefusal when they may not
   */
  readonly executorFor: (request: FastifyRequest, reply: FastifyReply) => Promise<Executor>;
  readonly path?: string;
  /** Names of the headers that answers depend on, beside those that this package reads. In lower case. */
  readonly vary?: readonly string[];
  /** "audits" unless given. */
  readonly statusCodes?: StatusConvention | undefined;
  /** Whether large answers are encoded (zstd, br, gzip) for clients that want it. Not unless given. */
  readonly compression?: boolean | undefined;
  /** Bytes that a body may have; the server's own limit unless given. */
  readonly maxBodyBytes?: number | undefined;
  /** 8,192 unless given. */
  readonly maxUrlLength?: number | undefined;
  /** Operations that one body may have in a list. 0, and so none, unless given. */
  readonly maxBatch?: number | undefined;
  /** Whether a client takes a form of stream that executors can send: then it need take no other. */
  readonly takesStream?: ((accept: string | undefined) => boolean) | undefined;
  /** Another protocol at the same path. */
  readonly beside?: OtherProtocol | undefined;
  /** Pages of no other origin may ask unless given. */
  readonly cors?: CorsOptions | undefined;
}

/** Methods that get GraphQL's own 405; what else there is, the server does not know. */
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY"];
const EXPOSED = ["etag", "retry-after", "x-request-id", "x-graphql-cost"];

/** Serves GraphQL over HTTP (https://http-spec.graphql.org/September2026/) at a path of the app. */
export function addGraphQLOverHttp(app: FastifyInstance, options: GraphQLOverHttpOptions): void {
  const { statusCodes: convention = "audits", compression = false, path = "/graphql" } = options;
  const negotiate = createNegotiate(convention);
  const limits = { maxUrlLength: options.maxUrlLength ?? 8_192, maxBatch: options.maxBatch ?? 0 };
  const vary = [
    "accept",
    ...(compression ? ["accept-encoding"] : []),
    ...(options.cors && options.cors.origins !== "*" ? ["origin"] : []),
    ...(options.vary ?? []),
  ].join(", ");

  const handle = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const mediaType = negotiate(request.headers.accept);
    const takesStream = options.takesStream?.(request.headers.accept) ?? false;
    if (mediaType === undefined && !takesStream) throw new HttpRefusal(406, "BAD_REQUEST", NOT_ACCEPTABLE);
    const asked = readRequest(request.method, request.url, request.body, limits);
    using executor = await options.executorFor(request, reply);
    const answer = await run(executor, asked);
    if (answer === undefined) return reply;
    return respond(request, reply, answer, mediaType ?? FALLBACK, executor.personal, { convention, compression });
  };

  app.register(async (scope) => {
    if (options.cors) await scope.register(cors, corsOptions(options.cors, options.beside?.methods ?? []));
    // Bodies are read here, so that all that is wrong with one is told in one way.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
    scope.route({
      method: METHODS,
      exposeHeadRoute: false,
      url: path,
      ...(options.maxBodyBytes === undefined ? {} : { bodyLimit: options.maxBodyBytes }),
      onRequest: (request, reply, done) => {
        reply.header("vary", vary);
        const { beside } = options;
        if (beside?.knows(request)) {
          beside.answer(request, reply).catch(done);
          return;
        }
        checkHead(request.method, request.url, request.headers, limits);
        done();
      },
      handler: handle,
      errorHandler: (error, request, reply) => {
        const mediaType = negotiate(request.headers.accept) ?? FALLBACK;
        refuse(reply, refusalOf(error, request), mediaType, convention);
      },
    });
  });
}

const NOT_ACCEPTABLE = "Answers are application/json or application/graphql-response+json, and Accept has neither.";

function run(
  executor: Executor,
  asked: GraphQLRequest | readonly GraphQLRequest[],
): Promise<ExecutorAnswer | undefined> {
  if (isList(asked)) return runAll(executor, asked);
  return executor.stream === undefined ? executor.execute(asked) : executor.stream(asked);
}

/** One answer of several, in their order. It is kept by nobody, and its status says nothing of its parts. */
async function runAll(executor: Executor, asked: readonly GraphQLRequest[]): Promise<ExecutorAnswer> {
  const answers = await Promise.all(asked.map((request) => executor.execute(request)));
  return { text: `[${answers.map(({ text }) => text).join(",")}]`, outcome: "complete", status: 200 };
}

const isList = (asked: GraphQLRequest | readonly GraphQLRequest[]): asked is readonly GraphQLRequest[] =>
  Array.isArray(asked);

const corsOptions = ({ origins, maxAge }: CorsOptions, methods: readonly string[]) => ({
  origin: origins === "*" ? "*" : [...origins],
  methods: [...ALLOW.split(", "), ...methods],
  exposedHeaders: EXPOSED,
  strictPreflight: true,
  ...(maxAge === undefined ? {} : { maxAge }),
});

const MESSAGES: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: "The body is too large.",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "The body is not as long as it says.",
};

/** What Fastify refuses, and what nobody expected: of that the client learns nothing. */
function refusalOf(error: FastifyError | HttpRefusal, request: FastifyRequest): HttpRefusal {
  if (error instanceof HttpRefusal) return error;
  const status = error.statusCode ?? 500;
  if (status < 500) return new HttpRefusal(status, "BAD_REQUEST", MESSAGES[error.code] ?? error.message);
  request.log.error({ err: error }, "unexpected error");
  return new HttpRefusal(500, "INTERNAL_SERVER_ERROR", "Internal server error");
}
