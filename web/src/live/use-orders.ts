import { useEffect, useRef, useState } from "react";
import { send } from "../graphql.ts";
import { accessToken } from "../session.ts";
import { type ConnectionState, createStreamClient } from "../stream/client.ts";
import type { Transport } from "../stream/transports.ts";
import type { Person } from "../system.ts";
import { type Board, EMPTY, withOrders } from "./board.ts";
import type { Columns, Order, Scope } from "./documents.ts";

export interface LiveOrders {
  readonly board: Board;
  readonly connection: ConnectionState;
  /** Whether the first answer is still to come. */
  readonly loading: boolean;
  readonly problem: string | undefined;
}

// A client is not told when a subscription has begun. What happens between an answer and that is in a second answer.
const SETTLED_MS = 1_500;

const NOTHING_YET: LiveOrders = { board: EMPTY, connection: "connecting", loading: true, problem: undefined };

/**
 * The orders of a scope, kept true by its subscription. Whenever the connection is made, the first time or again, they
 * are asked for anew, so that nothing is lost that happened meanwhile.
 * @param username who is signed in: another one sees another board
 */
export function useOrders(scope: Scope, transport: Transport, people: readonly Person[], username: string): LiveOrders {
  const [live, setLive] = useState(NOTHING_YET);
  const asPeople = useRef(people);
  asPeople.current = people;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another person's board begins empty
  useEffect(() => {
    setLive(NOTHING_YET);
    const ended = new AbortController();
    const update = (change: (live: LiveOrders) => LiveOrders) => {
      if (!ended.signal.aborted) setLive(change);
    };
    const refetch = async () => {
      try {
        const orders = await readOrders(scope, await accessToken(asPeople.current), ended.signal);
        update((live) => ({
          ...live,
          board: withOrders(live.board, orders, false),
          loading: false,
          problem: undefined,
        }));
      } catch (error) {
        update((live) => ({
          ...live,
          loading: false,
          problem: error instanceof Error ? error.message : String(error),
        }));
      }
    };
    let settled: ReturnType<typeof setTimeout> | undefined;
    const client = createStreamClient(transport, {
      accessToken: () => accessToken(asPeople.current),
      onState(connection) {
        update((live) => ({ ...live, connection }));
        if (connection !== "connected") return;
        void refetch();
        clearTimeout(settled);
        settled = setTimeout(() => void refetch(), SETTLED_MS);
      },
    });
    const unsubscribe = client.subscribe<{ order: Order }>(
      { query: scope.subscription },
      {
        next({ data, errors }) {
          if (data) update((live) => ({ ...live, board: withOrders(live.board, [data.order], true) }));
          else update((live) => ({ ...live, problem: errors?.[0]?.message }));
        },
        error: (error) => update((live) => ({ ...live, loading: false, problem: messageOf(error) })),
        complete: () => {},
      },
    );
    return () => {
      ended.abort();
      clearTimeout(settled);
      unsubscribe();
    };
  }, [scope, transport, username]);
  return live;
}

async function readOrders({ query }: Scope, token: string | undefined, signal: AbortSignal): Promise<Order[]> {
  const { data, errors } = await send<Columns & { me?: Columns | null }>(query, { accessToken: token, signal });
  const columns = data?.me ?? data;
  if (!columns || errors) throw new Error(errors?.[0]?.message ?? "The graph did not tell the orders.");
  return Object.values(columns).flatMap((column) => column?.edges?.map(({ node }) => node) ?? []);
}

/** What ends a stream is an error, the errors of an answer, or the close of a socket. */
function messageOf(error: unknown): string {
  if (Array.isArray(error) && typeof error[0]?.message === "string") return error[0].message;
  return error instanceof Error ? error.message : "The stream ended.";
}
