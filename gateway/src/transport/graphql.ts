import {
  addGraphQLOverHttp,
  type Executor,
  type ExecutorAnswer,
  type GraphQLOverHttpOptions,
  type GraphQLRequest,
  HttpRefusal,
} from "@threefold/graphql-http";
import { onceClosed } from "@threefold/http-server";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { CREDENTIALS, createIsPersonal } from "../identity/credentials.ts";
import type { Caller, IdentityProvider, Refusal } from "../identity/identity.ts";
import type { OperationContext } from "../subgraph/context.ts";
import { DEADLINE_HEADER, operationTime } from "../subgraph/deadline.ts";
import { FAULT_FORMS, FAULT_HEADER, type Fault, parseFaults } from "../subgraph/faults.ts";
import type { OpenOperation } from "../subscription/open.ts";
import type { Generations, Hold } from "../supergraph/generations.ts";
import { operationContext } from "./operation-context.ts";
import { answerAsStream } from "./streams/answer.ts";
import { streamFormsOf, takesJson } from "./streams/forms.ts";
import type { HttpStreamOptions } from "./streams/http-stream.ts";
import { createSingleConnections, type SingleConnections } from "./streams/single-connection.ts";

/** What of HTTP is configured. */
export interface HttpConfiguration
  extends Pick<
    GraphQLOverHttpOptions,
    "statusCodes" | "compression" | "maxBodyBytes" | "maxUrlLength" | "maxBatch" | "cors"
  > {
  /** Of a request's headers, its URL among them. */
  readonly maxHeaderBytes?: number | undefined;
}

export interface GraphQLRouteOptions {
  readonly generations: Generations;
  readonly identity: IdentityProvider;
  /** Names of clients' headers, in lower case, that some subgraph gets too. */
  readonly forwardHeaders: readonly string[];
  /** Milliseconds that one operation may take, with all its requests to subgraphs. */
  readonly timeout: number;
  /** Whether a request may ask for faults. */
  readonly faults: boolean;
  readonly http: HttpConfiguration;
  /** Runs operations of every kind, for clients that take streams. */
  readonly open: OpenOperation;
  readonly streaming: HttpStreamOptions;
}

/** `/graphql`: who asks, how long it may take, and which generation answers. */
export function addGraphQL(app: FastifyInstance, options: GraphQLRouteOptions): void {
  const { identity, forwardHeaders, open, streaming } = options;
  const callerOf = async ({ headers }: FastifyRequest): Promise<Caller> => {
    const identified = await identity.identify(headers);
    if ("refusal" in identified) throw refusalOf(identified.refusal);
    return identified.caller;
  };
  const isPersonal = createIsPersonal(forwardHeaders);
  const single = createSingleConnections({ open, streaming, callerOf });
  app.addHook("preClose", async () => single.close());
  addGraphQLOverHttp(app, {
    ...options.http,
    beside: { methods: ["PUT", "DELETE"], knows: single.knows, answer: single.answer },
    takesStream: (accept) => streamFormsOf(accept) !== undefined,
    vary: [...new Set([...CREDENTIALS, ...forwardHeaders])],
    async executorFor(request, reply) {
      const faults = options.faults ? faultsOf(request) : undefined;
      const caller = await callerOf(request);
      const context = operationContext({
        origin: { requestId: request.id, clientAddress: request.ip },
        log: request.log,
        caller,
        headers: request.headers,
        time: operationTime(request.headers[DEADLINE_HEADER], options.timeout),
        limit: options.timeout,
        faults,
      });
      return new RequestExecutor(request, reply, context, isPersonal(caller, request.headers), single, options);
    },
  });
}

/** Holds the generation that the request begins with until it is answered, or until nobody waits for an answer. */
class RequestExecutor implements Executor {
  readonly personal: boolean;
  readonly stream: Executor["stream"];
  readonly #hold: Hold;
  readonly #context: OperationContext;
  readonly #stopListening: () => void;

  constructor(
    request: FastifyRequest,
    reply: FastifyReply,
    context: OperationContext,
    personal: boolean,
    single: SingleConnections,
    { generations, open, streaming }: GraphQLRouteOptions,
  ) {
    const hold = generations.hold();
    this.personal = personal;
    this.#hold = hold;
    this.#context = context;
    this.#stopListening = onceClosed(reply, () => context.deadline.abandon(new Error("The client has gone away.")));
    const { accept } = request.headers;
    const forms = streamFormsOf(accept);
    if (single.means(request)) {
      this.stream = (operation) => single.run(request, reply, { request: operation, context, hold });
    } else if (forms !== undefined) {
      this.stream = (operation) =>
        answerAsStream(reply, forms, takesJson(accept), { request: operation, context, hold }, open, streaming);
    }
  }

  async execute(operation: GraphQLRequest): Promise<ExecutorAnswer> {
    const answer = await this.#hold.generation.engine.execute(operation, this.#context);
    return answer.cachePolicy === undefined ? { ...answer, cachePolicy: this.#context.cache.policy } : answer;
  }

  [Symbol.dispose](): void {
    this.#stopListening();
    this.#context.deadline[Symbol.dispose]();
    this.#hold[Symbol.dispose]();
  }
}

function faultsOf({ headers }: FastifyRequest): ReadonlyMap<string, Fault> | undefined {
  const asked = headers[FAULT_HEADER];
  if (asked === undefined) return undefined;
  const faults = parseFaults(String(asked));
  if (faults !== undefined) return faults;
  const expected = `expected SUBGRAPH=FAULT with commas between, each ${FAULT_FORMS}`;
  throw new HttpRefusal(400, "BAD_REQUEST", `${FAULT_HEADER} is wrong: ${expected}.`);
}

/** RFC 6750, section 3. */
function refusalOf({ message, temporary }: Refusal): HttpRefusal {
  if (temporary) return new HttpRefusal(503, "SERVICE_UNAVAILABLE", message, { headers: { "retry-after": "5" } });
  const headers = { "www-authenticate": 'Bearer error="invalid_token"' };
  return new HttpRefusal(401, "UNAUTHENTICATED", message, { headers });
}
