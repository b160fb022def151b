import type { ExecutorAnswer, GraphQLRequest } from "@threefold/graphql-http";
import type { Clock } from "@threefold/upstream";
import type { Caller, IdentityProvider } from "../identity/identity.ts";
import type { Charge, ClientBudgets } from "../operation/budget/index.ts";
import type { TakesParts } from "../operation/defer/index.ts";
import type { OperationContext } from "../subgraph/context.ts";
import type { Hold } from "../supergraph/generations.ts";
import { audienceOf } from "./audience.ts";
import type { StreamLimit, StreamLimits } from "./limits.ts";
import { openParts } from "./open-parts.ts";
import type { Registry } from "./registry.ts";
import { type PartsReader, type StreamEnd, type Subscriber, unaffordable } from "./subscriber.ts";

/** What came of an operation: one answer, or a stream whose responses the subscriber gets. */
export type Opened =
  | { readonly kind: "answer"; readonly answer: ExecutorAnswer }
  | { readonly kind: "stream"; readonly leave: () => void };

export interface Asking {
  readonly request: GraphQLRequest;
  readonly context: OperationContext;
  readonly hold: Hold;
  /** Makes what gets the events, when the operation is a subscription that may be opened. Absent when it takes none. */
  readonly subscriber?: (() => Subscriber) | undefined;
  /** How an answer in parts is taken, and what makes its reader, when there is one. Absent when it is not. */
  readonly parts?: (TakesParts & { readonly reader: () => PartsReader }) | undefined;
}

/** Runs an operation of any kind. Never rejects for what a client sends. */
export type OpenOperation = (asking: Asking) => Promise<Opened>;

export interface OpenOptions {
  readonly registry: Registry;
  readonly limits: StreamLimits;
  readonly identity: IdentityProvider;
  /** Names of clients' headers, in lower case, that some subgraph gets too. */
  readonly forwardHeaders: readonly string[];
  /** Whose budget pays for events, where there are budgets. */
  readonly budgets: ClientBudgets | undefined;
  readonly measure: { subscribers(change: 1 | -1): void };
  readonly clock: Clock;
}

export function createOpenOperation({
  registry,
  limits,
  identity,
  forwardHeaders,
  budgets,
  measure,
  clock,
}: OpenOptions): OpenOperation {
  /** Nothing where there is no such caller, or it cannot be found out for now: then a stream is for who asks alone. */
  const nobody = async (): Promise<Caller | undefined> => {
    const identified = await identity.identify({}).catch(() => undefined);
    return identified !== undefined && "caller" in identified ? identified.caller : undefined;
  };
  return async ({ request, context, hold, subscriber, parts }) => {
    const { engine } = hold.generation;
    if (engine.operations === undefined) return answered(await engine.execute(request, context));
    const readiness = await engine.operations.prepare(request, context, parts);
    if (!readiness.ok) return answered(readiness.answer);
    const { operation } = readiness;
    if (operation.prepared.kind !== "subscription") {
      if (parts !== undefined && operation.spec !== undefined) {
        return openParts(operation, engine.operations, { context, hold, clock }, parts.reader);
      }
      return answered(await engine.operations.run(operation, context));
    }
    if (subscriber === undefined) return answered(await engine.operations.refuseStream(operation, context));
    const { charge } = operation.admission;
    const place = limits.take(userOf(context));
    if (typeof place !== "function") {
      await charge?.settle(0);
      return answered(refused(place));
    }
    const begun = engine.operations.begin(operation, context);
    if (!begun.ok) {
      place();
      await charge?.settle(0);
      return answered(begun.answer);
    }
    const { subscription } = begun;
    const anonymous = subscription.isPublic ? await nobody() : undefined;
    const isPublic = anonymous !== undefined;
    const audience = audienceOf(context, isPublic, anonymous ?? context.caller, forwardHeaders);
    const asker = { caller: context.caller, headers: context.headers };
    const join = (own: Subscriber) => registry.join({ request, subscription, audience, asker, hold }, own);
    return { kind: "stream", leave: follow(subscriber(), place, payFrom(budgets, userOf(context)), join, measure) };
  };
}

/**
 * Feeds a client, and keeps its place until it leaves or the stream ends. A function of its own, since what its closures
 * see lives as long as the subscription: not the request, nor what was made for it.
 * @returns what leaves
 */
function follow(
  client: Subscriber,
  release: () => void,
  pay: Pay | undefined,
  join: (own: Subscriber) => () => void,
  measure: OpenOptions["measure"],
): () => void {
  measure.subscribers(1);
  let isOpen = true;
  const close = () => {
    if (!isOpen) return false;
    isOpen = false;
    measure.subscribers(-1);
    release();
    return true;
  };
  const own: Subscriber = {
    begun: client.begun,
    next:
      pay === undefined
        ? client.next
        : (delivery) => {
            client.next(delivery);
            pay(delivery.cost ?? 0, (end) => {
              leave();
              own.end(end);
            });
          },
    end(reason) {
      if (close()) client.end(reason);
    },
  };
  const leave = join(own);
  return () => {
    leave();
    close();
  };
}

/** Pays for an event. */
type Pay = (cost: number, onUnaffordable: (end: StreamEnd) => void) => void;

/**
 * Pays for one event at a time, so that no more than one charge waits for a store that does not answer. What others cost
 * that come meanwhile is taken with it, whatever there is, but for the last one: that it can be paid for shows that all can.
 */
function payFrom(budgets: ClientBudgets | undefined, user: string): Pay | undefined {
  if (budgets === undefined) return undefined;
  let isPaying = false;
  let owed = 0;
  let last: number | undefined;
  return async (cost, onUnaffordable) => {
    if (isPaying) {
      owed += last ?? 0;
      last = cost;
      return;
    }
    isPaying = true;
    for (let next: number | undefined = cost; next !== undefined; ) {
      // A store that cannot be reached keeps nobody from what they get already.
      const charge: Charge | undefined = await budgets.charge(user, next).catch(() => undefined);
      if (charge?.ok === false) {
        onUnaffordable(unaffordable(charge.error));
        break;
      }
      // A minute's worth at most, so that nobody is locked out for as long as the store was silent.
      const taken = Math.min(owed, budgets.costPerMinute);
      const following: number | undefined = last;
      [owed, last] = [0, undefined];
      if (taken > 0) await charge?.settle(next + taken);
      next = following;
    }
    isPaying = false;
  };
}

const answered = (answer: ExecutorAnswer): Opened => ({ kind: "answer", answer });

/** Whose streams are counted together: those of one address for people who are not known. */
const userOf = ({ caller, origin }: OperationContext): string => caller.client ?? `address ${origin.clientAddress}`;

function refused({ of, max }: StreamLimit): ExecutorAnswer {
  const message =
    of === "user"
      ? `You have ${max} subscriptions open, as many as one may have: end some first.`
      : "This gateway has as many subscriptions as it may have: try again later.";
  const error = { message, extensions: { code: "TOO_MANY_SUBSCRIPTIONS", limit: max } };
  return {
    text: JSON.stringify({ errors: [error] }),
    outcome: "refused",
    status: of === "user" ? 429 : 503,
    headers: { "retry-after": "5" },
  };
}
