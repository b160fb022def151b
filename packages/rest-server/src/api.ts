import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import Type, { type Static, type TObject, type TSchema } from "typebox";
import { preferred } from "./accept.ts";
import { MERGE_PATCH, unsupported } from "./bodies.ts";
import { SECRET, setCacheControl } from "./cache.ts";
import { type KeyedOptions, keyOf, once } from "./keyed.ts";
import { linkPages } from "./link.ts";
import { preconditionOf } from "./precondition.ts";
import { HttpProblem } from "./problems.ts";
import { addVary } from "./representation.ts";
import type { Described, Input, ReadRoute, RestApi } from "./routes.ts";
import { PROBLEM_SCHEMA, referTo } from "./schemas.ts";
import { EVENTS, NDJSON, type ServerSentEvent, sendEvents, sendStream } from "./stream.ts";

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
    const { cache, lines, events } = route;
    const whole = referTo(app, route.answer);
    const content = {
      [JSON_TYPE]: { schema: whole },
      ...(lines && { [NDJSON]: { schema: referTo(app, lines.item) } }),
      ...(events && { [EVENTS]: { schema: whole } }),
    };
    const produces = Object.keys(content);
    const description = ["OK", lines?.summary, events?.summary].filter((each) => each !== undefined).join(". ");
    app.get(route.path, {
      schema: {
        ...described(route),
        ...(route.params && { params: strict(route.params) }),
        querystring: strict(route.query ?? NOTHING),
        response: {
          200: produces.length > 1 ? { description, content } : { description, ...whole },
          ...FAILURES,
        },
      },
      config: { produces },
      handler: async (request, reply) => {
        const input = { ...read<Params, Query>(request), request };
        if (produces.length > 1) addVary(reply, "accept");
        const type = produces.length > 1 ? preferred(request.headers.accept, produces) : JSON_TYPE;
        if (lines && type === NDJSON) {
          const texts = await lines.handle(input, await contextOf(request));
          if (texts === null) throw nothing();
          // Who kept it could not know whether all of it had come.
          setCacheControl(reply, SECRET);
          return sendStream(reply, NDJSON, texts);
        }
        if (events && type === EVENTS) return follow(reply, await events.handle(input, await contextOf(request)));
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
            200: { description: "OK", content: { [EVENTS]: { schema: { type: "string" } } } },
            ...FAILURES,
          },
        },
        exposeHeadRoute: false,
        config: { produces: [EVENTS] },
        handler: async (request, reply) => {
          const given = request.headers["last-event-id"];
          const input = { ...read<TObject, TObject>(request), lastEventId: given?.toString() } as never;
          return follow(reply, await route.handle(input, await contextOf(request)));
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
          querystring: strict(route.query ?? NOTHING),
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

function follow(reply: FastifyReply, events: AsyncIterator<ServerSentEvent> | null): FastifyReply {
  if (events === null) throw nothing();
  setCacheControl(reply, SECRET);
  return sendEvents(reply, events);
}

const nothing = () => new HttpProblem("not-found", "There is no such thing, or none that whoever asks may see.");

/** Validated by the route's schemas before a handler is called. */
const read = <Params extends TObject, Query extends TObject>({ params, query }: FastifyRequest) =>
  ({ params, query }) as { params: Static<Params>; query: Static<Query> };
