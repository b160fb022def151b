import { randomUUID } from "node:crypto";
import { type ExecutorAnswer, HttpRefusal } from "@threefold/graphql-http";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Caller } from "../../identity/identity.ts";
import type { Asking, OpenOperation } from "../../subscription/open.ts";
import { BY_DEFAULT, SSE, streamFormsOf } from "./forms.ts";
import { type HttpStreamOptions, openHttpStream } from "./http-stream.ts";
import { Reservation } from "./reservation.ts";

const TOKEN_HEADER = "x-graphql-event-stream-token";

export interface SingleConnectionOptions {
  readonly open: OpenOperation;
  readonly streaming: HttpStreamOptions;
  /** @throws HttpRefusal for a bad credential */
  readonly callerOf: (request: FastifyRequest) => Promise<Caller>;
}

/**
 * GraphQL over SSE, single connection mode
 * (https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md#single-connection-mode): one stream for all operations of
 * a client. PUT reserves it, GET opens it, POST asks, DELETE stops.
 */
export interface SingleConnections {
  /** Whether a request is none of GraphQL's: PUT, DELETE, and the GET that opens a stream. */
  knows(request: FastifyRequest): boolean;
  /**
   * Answers what is no GraphQL request.
   * @throws HttpRefusal
   */
  answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply>;
  /** Whether the results of a request's operation go to a stream that was reserved. */
  means(request: FastifyRequest): boolean;
  /**
   * Runs an operation, with its results to the stream of the request's token.
   * @returns undefined when they go there, and the reply says so; the answer when there will be none
   * @throws HttpRefusal
   */
  run(
    request: FastifyRequest,
    reply: FastifyReply,
    asking: Omit<Asking, "subscriber" | "parts">,
  ): Promise<ExecutorAnswer | undefined>;
  /** Ends reservations that nobody has used yet. */
  close(): void;
}

export function createSingleConnections({ open, streaming, callerOf }: SingleConnectionOptions): SingleConnections {
  const reservations = new Map<string, Reservation>();
  const { settings, clock } = streaming;

  const reserve = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const caller = await callerOf(request);
    if (reservations.size >= settings.maxConnections) throw full();
    const token = randomUUID();
    const reservation = new Reservation({
      caller,
      headers: request.headers,
      maxWaiting: settings.maxQueued,
      onEnd: () => void reservations.delete(token),
    });
    reservations.set(token, reservation);
    reservation.expiresBy(clock.after(settings.initTimeout, () => reservation.end()));
    return reply.code(201).header("cache-control", "no-store").type("text/plain; charset=utf-8").send(token);
  };
  const connect = (reservation: Reservation, reply: FastifyReply): FastifyReply => {
    if (reservation.isOpen) throw new HttpRefusal(409, "CONFLICT", "This event stream is open already.");
    const stream = openHttpStream(reply, reservation.form, reservation, streaming, () => reservation.end());
    if (stream === undefined) throw full();
    reservation.connect(stream);
    return reply;
  };
  const stop = async (
    reservation: Reservation,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> => {
    reservation.check(await callerOf(request));
    const id = searchOf(request).get("operationId");
    if (id === null) throw new HttpRefusal(400, "BAD_REQUEST", "The search parameter operationId is missing.");
    reservation.stop(id);
    return reply.code(200).header("cache-control", "no-store").send();
  };
  const reservationOf = (request: FastifyRequest): Reservation => {
    const reservation = reservations.get(tokenOf(request) ?? "");
    if (reservation === undefined) throw new HttpRefusal(404, "NOT_FOUND", "There is no event stream of this token.");
    return reservation;
  };

  return {
    knows(request) {
      const { method } = request;
      if (method === "POST") return false;
      if (method === "PUT" || method === "DELETE") return true;
      return method === "GET" && tokenOf(request) !== undefined && takesStream(request);
    },
    async answer(request, reply) {
      if (request.method === "PUT") return reserve(request, reply);
      if (request.method === "DELETE") return stop(reservationOf(request), request, reply);
      return connect(reservationOf(request), reply);
    },
    means: (request) => tokenOf(request) !== undefined,
    async run(request, reply, asking) {
      const reservation = reservationOf(request);
      reservation.check(asking.context.caller);
      const id = asking.request.extensions?.["operationId"];
      if (typeof id !== "string" || id === "") {
        throw new HttpRefusal(
          400,
          "BAD_REQUEST",
          "extensions.operationId is missing: a string that the results are known by.",
        );
      }
      if (reservation.has(id))
        throw new HttpRefusal(409, "CONFLICT", `Operation ${id.slice(0, 100)} is under way already.`);
      if (reservation.size >= settings.maxPerConnection) throw tooMany(settings.maxPerConnection);
      const { deadline } = asking.context;
      const operation = reservation.begin(id, () =>
        deadline.abandon(new Error("The client wants no answer any more.")),
      );
      const opened = await open({
        ...asking,
        subscriber: () => ({
          begun: () => reservation.begun(id, operation),
          next: ({ text }) => reservation.next(id, operation, text),
          end: (end) => reservation.finish(id, operation, end),
        }),
        parts: {
          ...BY_DEFAULT,
          reader: () => ({
            part: (text) => reservation.part(id, operation, text),
            end: (end) => reservation.finish(id, operation, end),
          }),
        },
      });
      if (opened.kind === "stream") {
        if (operation.isWanted) operation.stop = opened.leave;
        else opened.leave();
      } else {
        const { text, outcome } = opened.answer;
        if (outcome === "refused" || outcome === "unreadable") {
          reservation.forget(id, operation);
          return opened.answer;
        }
        reservation.part(id, operation, text);
        reservation.finish(id, operation, { kind: "complete" });
      }
      reply.code(202).header("cache-control", "no-store").send();
      return undefined;
    },
    close() {
      for (const reservation of [...reservations.values()]) if (!reservation.isOpen) reservation.end();
    },
  };
}

const searchOf = ({ url }: FastifyRequest) => new URLSearchParams(url.split("?")[1]);

function tokenOf(request: FastifyRequest): string | undefined {
  const given = request.headers[TOKEN_HEADER];
  if (typeof given === "string") return given;
  return request.url.includes("?") ? (searchOf(request).get("token") ?? undefined) : undefined;
}

const takesStream = ({ headers }: FastifyRequest) => streamFormsOf(headers.accept)?.events === SSE;

const full = () =>
  new HttpRefusal(503, "SERVICE_UNAVAILABLE", "This gateway has as many streams as it may have: try again later.", {
    headers: { "retry-after": "5" },
  });

const tooMany = (limit: number) =>
  new HttpRefusal(
    429,
    "TOO_MANY_SUBSCRIPTIONS",
    `This stream has ${limit} operations under way, as many as one may have: end some first.`,
    { extensions: { limit } },
  );
