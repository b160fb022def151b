import { inject } from "vitest";

export interface Answer<Data> {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Data;
  readonly errors?: readonly { message: string; path?: (string | number)[]; extensions?: Record<string, unknown> }[];
}

/** What a client shows of itself. */
export interface Credentials {
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends an operation to the gateway of the running system, in nobody's name unless a token is given. */
export const ask = <Data>(query: string, variables: object = {}, credentials: Credentials = {}) =>
  post<Data>(inject("system").gateway, query, variables, credentials);

/** Sends an operation to `/graphql` of a server. */
export async function post<Data>(
  url: string,
  query: string,
  variables: object,
  { token, headers }: Credentials,
): Promise<Answer<Data>> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as { data: Data; errors?: NonNullable<Answer<Data>["errors"]> };
  return { status: response.status, headers: response.headers, ...body };
}

/** Signs in as one of the seeded people, as the start page lists them. */
export async function signIn(username: string): Promise<string> {
  const { people } = (await (await fetch(`${inject("system").gateway}/system.json`)).json()) as {
    people: { username: string; password: string }[];
  };
  const password = people.find((person) => person.username === username)?.password;
  const { data, errors } = await ask<{ signIn: { accessToken: string } }>(
    "mutation ($username: String!, $password: String!) { signIn(username: $username, password: $password) { accessToken } }",
    { username, password },
  );
  if (errors) throw new Error(`${username} cannot sign in: ${errors[0]?.message}`);
  return data.signIn.accessToken;
}
