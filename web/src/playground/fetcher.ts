import { createGraphiQLFetcher, type Fetcher, type FetcherParams } from "@graphiql/toolkit";
import { UnreachableError } from "../graphql.ts";
import { accessToken } from "../session.ts";
import type { Person } from "../system.ts";

const URL_PATH = "/graphql";

/**
 * How the Playground asks: queries and mutations by HTTP, as whoever is signed in on these pages, unless the headers
 * editor says otherwise. Subscriptions take their transport here.
 */
export function createFetcher(people: readonly Person[]): Fetcher {
  const fetcher = createGraphiQLFetcher({
    url: URL_PATH,
    fetch: async (input, init) => {
      const headers = new Headers(init?.headers);
      const token = headers.has("authorization") ? undefined : await accessToken(people);
      if (token !== undefined) headers.set("authorization", `Bearer ${token}`);
      try {
        return await window.fetch(input, { ...init, headers });
      } catch (error) {
        throw new UnreachableError(
          `Nothing answers at ${URL_PATH}. Start the system with "npm start", then run it again.`,
          {
            cause: error,
          },
        );
      }
    },
  });
  return (parameters, options) => fetcher({ ...parameters, operationName: nameIn(parameters) }, options);
}

/** GraphiQL learns what a tab's operation is called a moment after its text: until then it gives the former tab's name. */
const nameIn = ({ query, operationName }: FetcherParams) =>
  operationName && new RegExp(`\\b${operationName}\\b`).test(query) ? operationName : null;
