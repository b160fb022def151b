export interface GraphQLAnswer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string; readonly serviceName?: string };
  }[];
}

/** The endpoint gave no GraphQL answer: it is down, or something else answers in its place. */
export class UnreachableError extends Error {
  override readonly name = "UnreachableError";
}

/**
 * Sends one operation to the graph that serves this page.
 * @throws UnreachableError when what comes back is no GraphQL answer
 */
export async function send<Data>(
  query: string,
  options: {
    variables?: Readonly<Record<string, unknown>>;
    accessToken?: string | undefined;
    signal?: AbortSignal;
  } = {},
): Promise<GraphQLAnswer<Data>> {
  try {
    const response = await fetch("/graphql", {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/graphql-response+json, application/json;q=0.9",
        ...(options.accessToken === undefined ? {} : { authorization: `Bearer ${options.accessToken}` }),
      },
      body: JSON.stringify({ query, variables: options.variables }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    return await response.json();
  } catch (error) {
    throw new UnreachableError("The graph does not answer.", { cause: error });
  }
}
