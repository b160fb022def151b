import { SubgraphFailure } from "../subgraph/failure.ts";
import { graphql, type TestClient } from "./upstream.ts";

export const QUERY = { kind: "query", body: '{"query":"{ a }"}' } as const;
export const MUTATION = { kind: "mutation", body: '{"query":"mutation { a }"}' } as const;
export const GOOD = graphql({ data: { a: 1 } });

/** What kind of failure a request ends with. */
export const failureOf = async (sending: Promise<unknown>) => {
  const error = await sending.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof SubgraphFailure)) throw new Error("it did not fail as subgraphs do", { cause: error });
  return error;
};

/** Lets time pass whenever somebody waits, until the request is over. */
export async function whileTimePasses<Result>({ clock }: TestClient, step: number, sending: Promise<Result>) {
  let over = false;
  const done = sending.finally(() => {
    over = true;
  });
  done.catch(() => {});
  while (!over) {
    clock.advance(step);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return done;
}
