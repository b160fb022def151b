import { useEffect, useState } from "react";
import { createStreamClient } from "../stream/client.ts";
import type { Transport } from "../stream/transports.ts";
import { STOCK_CHANGED } from "./documents.ts";

interface StockChanged {
  readonly stockChanged: { readonly product: { readonly id: string }; readonly available: number };
}

/**
 * How many pieces are left of products whose stock has changed since the page opened. Everybody who watches the same
 * products shares one stream: all of its fields are public.
 * @param productIds at most 100
 */
export function useStock(productIds: readonly string[], transport: Transport): ReadonlyMap<string, number> {
  const [stock, setStock] = useState<ReadonlyMap<string, number>>(new Map());
  const ids = productIds.toSorted().join(" ");
  useEffect(() => {
    if (ids === "") return;
    const client = createStreamClient(transport, { accessToken: async () => undefined });
    const unsubscribe = client.subscribe<StockChanged>(
      { query: STOCK_CHANGED, variables: { productIds: ids.split(" ") } },
      {
        next({ data }) {
          if (!data) return;
          const { product, available } = data.stockChanged;
          setStock((known) => new Map(known).set(product.id, available));
        },
        // The cards keep the numbers of their last answer.
        error: () => {},
        complete: () => {},
      },
    );
    return unsubscribe;
  }, [ids, transport]);
  return stock;
}
