import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import Type, { type Static, type TObject, type TSchema } from "typebox";
import { preferred } from "./accept.ts";
import { MERGE_PATCH, unsupported } from "./bodies.ts";
import { type CachePolicy, SECRET, setCacheControl } from "./cache.ts";
import { type KeyedOptions, keyOf, once } from "./keyed.ts";
import { linkPages } from "./link.ts";
import { type Precondition, preconditionOf } from "./precondition.ts";
import { HttpProblem } from "./problems.ts";
import { addVary } from "./representation.ts";
import { PROBLEM_SCHEMA, referTo } from "./schemas.ts";
import { NDJSON, type ServerSentEvent, sendEvents, sendStream } from "./stream.ts";

interface Described {
  /** Unique in the whole API, as generated clients call it: `listProducts`. */
  readonly id: string;
  readonly tag: string;
  readonly summary: string;
  /** As Fastify writes it: `/products/:id`. */
  readonly path: string;
}

type Input<Params extends TObject, Query extends TObject, Body extends TSchema> = {
  readonly params: Static<Params>;
  readonly query: Static<Query>;
  readonly body: Static<Body>;
  readonly request: FastifyRequest;
  /** As `Idempotency-Key` has it; empty without one. */
  readonly idempotencyKey: string;
};

export interface ReadRoute<Context, Params extends TObject, Query extends TObject> extends Described {
  readonly params?: Params;
  readonly query?: Query;
  /** What the answer is. */
  readonly answer: TSchema;
  readonly cache: CachePolicy | ((query: Static<Query>, answer: object) => CachePolicy);
  /** Null when there is no such thing: 404. */
  readonly handle: (
    input: Omit<Input<Params, Query, TSchema>, "body" | "idempotencyKey">,
    context: Context,
  ) => Promise<object | null> | object | null;
  /** The same in lines, for who prefers it (`Accept`): what is there first, then the rest. */
  readonly lines?: LinesForm<Context, Params, Query>;
}

export interface LinesForm<Context, Params extends TObject, Query extends TObject> {
  /** What each line is. */
  readonly item: TSchema;
  readonly summary: string;
  /** Null when there is no such thing: 404. Each text is a line, or some. */
  readonly handle: (
    input: Omit<Input<Params, Query, TSchema>, "body" | "idempotencyKey">,
    context: Context,
  ) => Promise<AsyncIterable<string> | null>;
}

/** A page of a list, and the cursor to go on from. */
export interface Listed {
  readonly data: readonly unknown[];
  readonly next?: string | undefined;
}

export interface ListRoute<Context, Params extends TObject, Query extends TObject>
  extends Omit<ReadRoute<Context, Params, Query>, "answer" | "handle" | "lines"> {
  /** What each entry is. */
  readonly item: TSchema;
  readonly handle: (
    input: Omit<Input<Params, Query, TSchema>, "body" | "idempotencyKey">,
    context: Context,
  ) => Promise<Listed | null>;
}

export interface WriteRoute<Context, Params extends TObject, Body extends TSchema> extends Described {
  readonly method: "POST" | "PUT" | "PATCH" | "DELETE";
  readonly params?: Params;
  readonly body?: Body;
  /** What the answer is; nothing (204) unless given. */
  readonly answer?: TSchema;
  /** 200 unless given, or 204 without an answer. */
  readonly status?: 200 | 201 | 202;
  /** Where what was made can be read, relative to the request. */
  readonly location?: (answer: Readonly<Record<string, unknown>>) => string;
  /** What a GET of the thing answers, where `If-Match` is taken: the handler then calls `precondition`. */
  readonly held?: TSchema;
  /**
   * Unless given, `Idempotency-Key` is taken: the same key twice does it once, and its answer is kept. "needed" where the
   * handler sees to the key itself; "never" where the answer is secret.
   */
  readonly keyed?: "needed" | "never";
  readonly handle: (input: WriteInput<Params, Body>, context: Context) => Promise<object | undefined | null>;
}

type WriteInput<Params extends TObject, Body extends TSchema> = Input<Params, TObject, Body> & {
  /** `If-Match`, to be held against the thing where nobody else can change it any more; undefined where none was sent. */
  readonly precondition: Precondition | undefined;
};

export interface StreamRoute<Context, Params extends TObject, Query extends TObject>
  extends Omit<ReadRoute<Context, Params, Query>, "answer" | "handle" | "lines"> {
  readonly mediaType: string;
  /** What each entry is, where there are entries. */
  readonly item?: TSchema;
  readonly handle: (
    input: Omit<Input<Params, Query, TSchema>, "body" | "idempotencyKey">,
    context: Context,
  ) => AsyncIterable<string>;
}

export interface EventsRoute<Context, Params extends TObject> extends Described {
  readonly params?: Params;
  /** Null when there is nothing to follow: 404. */
  readonly handle: (
    input: { readonly params: Static<Params>; readonly lastEventId: string | undefined },
    context: Context,
  ) => Promise<AsyncIterator<ServerSentEvent> | null>;
}

/** Where routes of a REST API are added: schemas in, checked input out, and all that HTTP asks of an answer. */
export interface RestApi<Context> {
  read<Params extends TObject, Query extends TObject>(route: ReadRoute<Context, Params, Query>): void;
  list<Params extends TObject, Query extends TObject>(route: ListRoute<Context, Params, Query>): void;
  /** What is too large to be held in memory, as it is read. */
  stream<Params extends TObject, Query extends TObject>(route: StreamRoute<Context, Params, Query>): void;
  /** What happens, as it happens: server-sent events. */
  events<Params extends TObject>(route: EventsRoute<Context, Params>): void;
  write<Params extends TObject, Body extends TSchema>(route: WriteRoute<Context, Params, Body>): void;
}

const NOTHING = Type.Object({}, { additionalProperties: false });
const PROBLEM = { description: "A problem", content: { "application/problem+json": { schema: { $ref: "Problem#" } } } };

/**
 * @param contextOf gives what a request's handlers work with; called once a request, after validation
 * @param keyed where requests with an `Idempotency-Key` are kept
 */
export function restApi<Context>(
  app: FastifyInstance,
  contextOf: (request: FastifyRequest) => Context | Promise<Context>,
  keyed?: KeyedOptions,
): RestApi<Context> {
  app.addSchema(PROBLEM_SCHEMA);
  const described = ({ id, tag, summary }: Described) => ({ operationId: id, tags: [tag], summary });

  const addRead = <Params extends TObject, Query extends TObject>(
    route: Omit<ReadRoute<Context, Params, Query>, "handle">,
    answer: (
      input: Omit<Input<Params, Query, TSchema>, "body" | "idempotencyKey">,
      context: Context,
      reply: FastifyReply,
    ) => Promise<object | null> | object | null,
  ): void => {
    const { cache, lines } = route;
    const produces = lines ? [JSON_TYPE, NDJSON] : [JSON_TYPE];
    const whole = referTo(app, route.answer);
    const content = lines && { [JSON_TYPE]: { schema: whole }, [NDJSON]: { schema: referTo(app, lines.item) } };
    app.get(route.path, {
      schema: {
        ...described(route),
        ...(route.params && { params: strict(route.params) }),
        querystring: strict(route.query ?? NOTHING),
        response: {
          200: lines ? { description: `OK. ${lines.summary}`, content } : { description: "OK", ...whole },
          ...FAILURES,
        },
      },
      config: { produces },
      handler: async (request, reply) => {
        const input = { ...read<Params, Query>(request), request };
        if (lines) {
          addVary(reply, "accept");
          if (preferred(request.headers.accept, produces) === NDJSON) {
            const texts = await lines.handle(input, await contextOf(request));
            if (texts === null) throw nothing();
            // Who kept it could not know whether all of it had come.
            setCacheControl(reply, SECRET);
            return sendStream(reply, NDJSON, texts);
          }
        }
        const value = await answer(input, await contextOf(request), reply);
        if (value === null) throw nothing();
        setCacheControl(reply, typeof cache === "function" ? cache(input.query, value) : cache);
        return value;
      },
    });
  };

  return {
    read: (route) => addRead(route, route.handle),
    list({ item, handle, ...route }) {
      const page = Type.Object({ data: Type.Array(Type.Unsafe(referTo(app, item))) }, { additionalProperties: false });
      addRead({ ...route, answer: page }, async (input, context, reply) => {
        const listed = await handle(input, context);
        if (listed === null) return null;
        linkPages(input.request, reply, listed.next);
        return { data: listed.data };
      });
    },
    stream(route) {
      const { mediaType, cache, item } = route;
      app.get(route.path, {
        schema: {
          ...described(route),
          ...(route.params && { params: strict(route.params) }),
          querystring: strict(route.query ?? NOTHING),
          response: {
            200: {
              description: "OK",
              content: { [mediaType]: { schema: item ? referTo(app, item) : { type: "string" } } },
            },
            ...FAILURES,
          },
        },
        exposeHeadRoute: false,
        config: { produces: [mediaType] },
        handler: async (request, reply) => {
          const input = { ...read<TObject, TObject>(request), request } as never;
          setCacheControl(reply, typeof cache === "function" ? cache(request.query as never, {}) : cache);
          return sendStream(reply, mediaType, route.handle(input, await contextOf(request)));
        },
      });
    },
    events(route) {
      app.get(route.path, {
        schema: {
          ...described(route),
          ...(route.params && { params: strict(route.params) }),
          querystring: NOTHING,
          headers: {
            type: "object",
            properties: {
              "last-event-id": { type: "string", description: "The last event that the client has seen." },
            },
          },
          response: {
            200: { description: "OK", content: { "text/event-stream": { schema: { type: "string" } } } },
            ...FAILURES,
          },
        },
        exposeHeadRoute: false,
        config: { produces: ["text/event-stream"] },
        handler: async (request, reply) => {
          const given = request.headers["last-event-id"];
          const input = { ...read<TObject, TObject>(request), lastEventId: given?.toString() } as never;
          const events = await route.handle(input, await contextOf(request));
          if (events === null) throw nothing();
          setCacheControl(reply, SECRET);
          return sendEvents(reply, events);
        },
      });
    },
    write(route) {
      const { method, path, body, answer, held } = route;
      const status = route.status ?? (answer ? 200 : 204);
      app.route({
        method,
        url: path,
        schema: {
          ...described(route),
          ...(route.params && { params: strict(route.params) }),
          querystring: NOTHING,
          ...(route.keyed !== "never" && { headers: route.keyed === "needed" ? KEY_NEEDED : KEY_TAKEN }),
          ...(body && { consumes: [method === "PATCH" ? MERGE_PATCH : "application/json"], body }),
          response: { [status]: answer ? { description: "Done", ...referTo(app, answer) } : EMPTY, ...FAILURES },
        },
        handler: async (request, reply) => {
          if (body && request.body === undefined) throw unsupported(method);
          const input = {
            ...read<typeof NOTHING, typeof NOTHING>(request),
            body: request.body,
            request,
            idempotencyKey: keyOf(request),
            precondition: preconditionOf(reply, held),
          } as never;
          const context = await contextOf(request);
          const handle = () => route.handle(input, context);
          const value = await (route.keyed === undefined && keyed ? once(request, keyed, handle) : handle());
          if (value === null) throw nothing();
          reply.code(status).header("cache-control", "no-store");
          if (value !== undefined && route.location) reply.header("location", route.location({ ...value }));
          return value === undefined ? reply.send() : value;
        },
      });
    },
  };
}

const JSON_TYPE = "application/json";
const FAILURES = { "4xx": PROBLEM, "5xx": PROBLEM };
const EMPTY = { description: "Done", type: "null" };
const KEY_TAKEN = {
  type: "object",
  properties: {
    "idempotency-key": { type: "string", description: "Chosen by the client: the same key twice does it once." },
  },
};
const KEY_NEEDED = { ...KEY_TAKEN, required: ["idempotency-key"] };

const strict = (schema: TObject) => ({ ...schema, additionalProperties: false });

const nothing = () => new HttpProblem("not-found", "There is no such thing, or none that whoever asks may see.");

/** Validated by the route's schemas before a handler is called. */
const read = <Params extends TObject, Query extends TObject>({ params, query }: FastifyRequest) =>
  ({ params, query }) as { params: Static<Params>; query: Static<Query> };
