import { processes } from "../../topology.ts";
import { systemConfiguration } from "../system/configuration.ts";

/** The running system's graph, as any client sees it. */
export interface Graph {
  /** Where it is, for example `http://127.0.0.1:4000/graphql`. */
  readonly url: string;
  /** @throws Error with what the graph said */
  ask<Data>(query: string, variables?: object, token?: string): Promise<Data>;
  /** The same, and how the gateway answered it. @throws Error also when it does not say */
  explained<Data, Explanation>(query: string): Promise<{ data: Data; explanation: Explanation }>;
  /** Signs in as one of the seeded people, and gives the token. */
  signIn(username: string): Promise<string>;
}

interface Answered<Data> {
  readonly data: Data;
  readonly extensions?: { readonly explain?: unknown } | undefined;
}

/** @throws Error when no system runs here */
export async function connect(): Promise<Graph> {
  const { PORT_BASE } = systemConfiguration(process.env);
  const origin = `http://127.0.0.1:${PORT_BASE + processes.gateway.port}`;
  const url = `${origin}/graphql`;
  const system = await fetch(`${origin}/system.json`).catch(() => undefined);
  if (!system?.ok) throw new Error(`nothing answers at ${origin}: start the system with "npm start"`);
  const { people } = (await system.json()) as { people: readonly { username: string; password: string }[] };

  const send = async <Data>(body: object, token?: string): Promise<Answered<Data>> => {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    });
    const { data, errors, extensions } = (await response.json()) as Partial<Answered<Data>> & {
      errors?: readonly { message: string }[];
    };
    if (!data || errors) throw new Error(errors?.[0]?.message ?? `the graph answered with ${response.status}`);
    return { data, extensions };
  };
  const ask = async <Data>(query: string, variables: object = {}, token?: string) =>
    (await send<Data>({ query, variables }, token)).data;
  const explained = async <Data, Explanation>(query: string) => {
    const { data, extensions } = await send<Data>({ query, extensions: { explain: true } });
    if (!extensions?.explain) throw new Error("the graph does not explain its answers here");
    return { data, explanation: extensions.explain as Explanation };
  };
  const signIn = async (username: string) => {
    const password = people.find((person) => person.username === username)?.password;
    if (password === undefined) throw new Error(`${username} is not seeded here`);
    const { signIn } = await ask<{ signIn: { accessToken: string } }>(
      "mutation ($username: String!, $password: String!) { signIn(username: $username, password: $password) { accessToken } }",
      { username, password },
    );
    return signIn.accessToken;
  };
  return { url, ask, explained, signIn };
}
