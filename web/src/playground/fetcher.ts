import {
  createGraphiQLFetcher,
  type Fetcher,
  type FetcherOpts,
  type FetcherParams,
  isAsyncIterable,
} from "@graphiql/toolkit";
import { type ExecutionResult, getOperationAST, parse } from "graphql";
import { UnreachableError } from "../graphql.ts";
import { accessToken } from "../session.ts";
import { createStreamClient } from "../stream/client.ts";
import { currentTransport } from "../stream/transports.ts";
import type { Person } from "../system.ts";
import { withoutExplanation } from "./explain/ask-explained.ts";
import type { Explanations } from "./explain/explanations.ts";

const URL_PATH = "/graphql";
/** The form that GraphiQL puts together; servers are not obliged to send one that was not asked for by its name. */
const IN_PARTS = "multipart/mixed;deferSpec=20220824, application/json";

/**
 * How the Playground asks: queries and mutations by HTTP, subscriptions by the transport that is chosen, as whoever is
 * signed in on these pages, unless the headers editor says otherwise.
 * @param explanations what to ask for beside the answer, and where it goes
 */
export function createFetcher(people: readonly Person[], explanations: Explanations): Fetcher {
  const ask = createGraphiQLFetcher({
    url: URL_PATH,
    fetch: async (input, init) => {
      const headers = new Headers(init?.headers);
      const token = headers.has("authorization") ? undefined : await accessToken(people);
      if (token !== undefined) headers.set("authorization", `Bearer ${token}`);
      if (/@defer\b/.test(String(init?.body))) headers.set("accept", IN_PARTS);
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

  const askExplained = async (parameters: FetcherParams, options: FetcherOpts | undefined) => {
    const name = parameters.operationName ?? "";
    explanations.record(name, { state: "asked" });
    const answer = await ask({ ...parameters, extensions: { explain: true } } as FetcherParams, {
      ...options,
      headers: { ...options?.headers, ...explanations.headers },
    });
    return isAsyncIterable(answer) ? withoutExplanation(answer, name, explanations) : answer;
  };

  const subscribe = (parameters: FetcherParams, options: FetcherOpts | undefined) => {
    const given = /^bearer (.+)$/i.exec(String(options?.headers?.["authorization"] ?? ""))?.[1];
    const client = createStreamClient(currentTransport(), {
      accessToken: async () => given ?? (await accessToken(people)),
    });
    const { query, variables, operationName } = parameters;
    const payload = { query, ...(variables && { variables }), ...(operationName && { operationName }) };
    if (!explanations.wanted) return client.iterate(payload) as AsyncIterable<ExecutionResult>;
    const name = operationName ?? "";
    explanations.record(name, { state: "asked" });
    const events = client.iterate({ ...payload, extensions: { explain: true } });
    return withoutExplanation(events as AsyncIterable<ExecutionResult>, name, explanations);
  };

  return (parameters, options) => {
    const named = { ...parameters, operationName: nameIn(parameters) };
    if (isSubscription(named)) return subscribe(named, options);
    const isOwn = named.operationName !== "IntrospectionQuery";
    return isOwn && explanations.wanted ? askExplained(named, options) : ask(named, options);
  };
}

/** GraphiQL learns what a tab's operation is called a moment after its text: until then it gives the former tab's name. */
const nameIn = ({ query, operationName }: FetcherParams) =>
  operationName && new RegExp(`\\b${operationName}\\b`).test(query) ? operationName : null;

function isSubscription({ query, operationName }: FetcherParams): boolean {
  try {
    return getOperationAST(parse(query), operationName)?.operation === "subscription";
  } catch {
    // The graph says what is wrong with it.
    return false;
  }
}
