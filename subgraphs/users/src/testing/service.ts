import type { AddressInfo } from "node:net";
import { createPrismaAdapter, type Statement } from "@threefold/database";
import { cloneDatabase } from "@threefold/database/testing";
import { createVerifier, generateKey, publicKeySet, signingKey, type Verifier } from "@threefold/identity";
import { createTestEdge, type TestEdge } from "@threefold/identity/testing";
import { createLogger, createMetrics } from "@threefold/telemetry";
import { PrismaClient } from "../generated/prisma/client.ts";
import { createService } from "../service.ts";

type Caller = Parameters<TestEdge["headersFor"]>[0];

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
  /** The SQL statements that the request caused. */
  readonly statements: readonly string[];
}

export interface Ask {
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Who asks, as the gateway says it. Left out: a request without any credential. */
  readonly as?: Caller;
  /** Where the gateway saw the client. */
  readonly from?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface UsersService extends AsyncDisposable {
  readonly url: string;
  /** For what a test finds already there. */
  readonly prisma: PrismaClient;
  /** Speaks for people, as the gateway does. */
  readonly edge: TestEdge;
  /** Verifies what people get for signing in, as the gateway does. */
  readonly verifier: Verifier;
  /** Sends an operation over HTTP. One at a time, where statements are counted. */
  ask(query: string, options?: Ask): Promise<Answer>;
  /** Takes the database away, as when its server is gone. */
  cutDatabase(): Promise<void>;
}

/** What a root field gave, of the shape that the query asked for; fails with the errors when there is nothing. */
export function given<Value>({ data, errors }: Answer, field: string): Value {
  const value = data?.[field];
  if (value == null) throw new Error(`no ${field}: ${JSON.stringify(errors)}`);
  return value as Value;
}

/** The whole service on a database of its own, reached over HTTP. */
export async function startUsersService(options: { batching?: boolean } = {}): Promise<UsersService> {
  const database = await cloneDatabase("users");
  const edge = await createTestEdge({ audience: "users" });
  const key = signingKey(await generateKey());
  const heard: Statement[] = [];
  const app = await createService({
    adapter: createPrismaAdapter({ url: database.url, poolSize: 4, onStatement: (statement) => heard.push(statement) }),
    issuers: edge.issuers,
    tokens: { keys: { current: key, all: [key] }, issuer: "threefold-users", audience: "threefold" },
    logger: createLogger({ name: "users", level: "silent" }),
    metrics: createMetrics(),
    introspection: false,
    batching: options.batching ?? true,
  });
  await app.listen({ host: "127.0.0.1", port: 0 });
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const ours = createPrismaAdapter({ url: database.url, poolSize: 2 });
  const prisma = new PrismaClient({ adapter: ours });
  return {
    url,
    prisma,
    edge,
    verifier: createVerifier({
      audience: "threefold",
      issuers: [{ type: "person", issuer: "threefold-users", keys: publicKeySet([key]) }],
    }),
    async ask(query, { variables, as, from, headers } = {}) {
      heard.length = 0;
      const response = await fetch(`${url}/graphql`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(as && (await edge.headersFor(as, { clientAddress: from }))),
          ...headers,
        },
        body: JSON.stringify({ query, variables }),
      });
      const body = (await response.json()) as Pick<Answer, "data" | "errors">;
      return { ...body, status: response.status, headers: response.headers, statements: heard.map(({ sql }) => sql) };
    },
    cutDatabase: () => database.drop(),
    async [Symbol.asyncDispose]() {
      await app.close();
      await prisma.$disconnect();
      await ours.close();
      await database.drop();
    },
  };
}
