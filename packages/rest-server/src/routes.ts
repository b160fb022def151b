import type { FastifyRequest } from "fastify";
import type { Static, TObject, TSchema } from "typebox";
import type { CachePolicy } from "./cache.ts";
import type { Precondition } from "./precondition.ts";
import type { ServerSentEvent } from "./stream.ts";

/** How a route stands in the description of the API. */
export interface Described {
  /** Unique in the whole API, as generated clients call it: `listProducts`. */
  readonly id: string;
  readonly tag: string;
  readonly summary: string;
  /** As Fastify writes it: `/products/:id`. */
  readonly path: string;
}

/** What a handler is called with. */
export type Input<Params extends TObject, Query extends TObject, Body extends TSchema> = {
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
  /** The same as it changes, for who prefers it (`Accept`): server-sent events, each with the whole of it. */
  readonly events?: EventsForm<Context, Params, Query>;
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

export interface EventsForm<Context, Params extends TObject, Query extends TObject> {
  readonly summary: string;
  /** Null when there is no such thing: 404. */
  readonly handle: (
    input: Omit<Input<Params, Query, TSchema>, "body" | "idempotencyKey">,
    context: Context,
  ) => Promise<AsyncIterator<ServerSentEvent> | null>;
}

/** A page of a list, and the cursor to go on from. */
export interface Listed {
  readonly data: readonly unknown[];
  readonly next?: string | undefined;
}

export interface ListRoute<Context, Params extends TObject, Query extends TObject>
  extends Omit<ReadRoute<Context, Params, Query>, "answer" | "handle" | "lines" | "events"> {
  /** What each entry is. */
  readonly item: TSchema;
  readonly handle: (
    input: Omit<Input<Params, Query, TSchema>, "body" | "idempotencyKey">,
    context: Context,
  ) => Promise<Listed | null>;
}

export interface WriteRoute<Context, Params extends TObject, Body extends TSchema, Query extends TObject>
  extends Described {
  readonly method: "POST" | "PUT" | "PATCH" | "DELETE";
  readonly params?: Params;
  readonly query?: Query;
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
  readonly handle: (input: WriteInput<Params, Body, Query>, context: Context) => Promise<object | undefined | null>;
}

type WriteInput<Params extends TObject, Body extends TSchema, Query extends TObject> = Input<Params, Query, Body> & {
  /** `If-Match`, to be held against the thing where nobody else can change it any more; undefined where none was sent. */
  readonly precondition: Precondition | undefined;
};

export interface StreamRoute<Context, Params extends TObject, Query extends TObject>
  extends Omit<ReadRoute<Context, Params, Query>, "answer" | "handle" | "lines" | "events"> {
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
  write<Params extends TObject, Body extends TSchema, Query extends TObject>(
    route: WriteRoute<Context, Params, Body, Query>,
  ): void;
}
