import { useCallback, useEffect, useState } from "react";
import type { Money } from "../design/money.ts";
import { type GraphQLAnswer, send, UnreachableError } from "../graphql.ts";
import { firstOperation } from "./first-operation.ts";

/** What the first operation answers: see playground/01-three-subgraphs.graphql. */
interface ShopWindow {
  readonly products: { readonly edges: readonly { readonly node: ShownProduct }[] };
}

export interface ShownProduct {
  readonly name: string;
  readonly price: Money;
  /** Null while orders does not answer: what it adds to a product is missing then, and nothing else. */
  readonly unitsSold: number | null;
  readonly seller: { readonly displayName: string };
  readonly reviews: {
    readonly edges: readonly {
      readonly node: {
        readonly rating: number;
        readonly title: string;
        readonly author: { readonly displayName: string };
      };
    }[];
  };
}

export type Answer =
  | { readonly state: "asking" }
  | {
      readonly state: "answered";
      readonly products: readonly ShownProduct[];
      readonly silent: readonly string[];
      readonly milliseconds: number;
    }
  | { readonly state: "failed"; readonly reason: string }
  | { readonly state: "unreachable" };

/** Sends the first operation when the page opens, and again on demand. */
export function useShopWindow(): { answer: Answer; askAgain: () => void } {
  const [answer, setAnswer] = useState<Answer>({ state: "asking" });
  const ask = useCallback(async (signal?: AbortSignal) => {
    const found = await fetchShopWindow();
    if (!signal?.aborted) setAnswer(found);
  }, []);
  useEffect(() => {
    const ended = new AbortController();
    void ask(ended.signal);
    return () => ended.abort();
  }, [ask]);
  return { answer, askAgain: () => void ask() };
}

async function fetchShopWindow(): Promise<Answer> {
  const started = performance.now();
  try {
    const { data, errors } = await send<ShopWindow>(firstOperation.text);
    const milliseconds = performance.now() - started;
    if (data) {
      const products = data.products.edges.map(({ node }) => node);
      return { state: "answered", products, silent: silentServices(errors), milliseconds };
    }
    return { state: "failed", reason: errors?.[0]?.message ?? "It gave no reason." };
  } catch (error) {
    if (error instanceof UnreachableError) return { state: "unreachable" };
    throw error;
  }
}

/** The services whose part of the answer is missing, each once. */
const silentServices = (errors: GraphQLAnswer<unknown>["errors"] = []) => [
  ...new Set(errors.flatMap(({ extensions }) => extensions?.serviceName ?? [])),
];
