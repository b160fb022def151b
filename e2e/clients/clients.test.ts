import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { ask, signIn } from "../system/client.ts";
import { checkout } from "../system/running.ts";

/** With what each prints when it is told that its subscription has begun, where its library shows that. */
const PROGRAMS: readonly [name: string, args: readonly string[], scheme: "ws" | "http", begun?: string][] = [
  ["graphql-ws", [], "ws", "subscribed"],
  ["graphql-sse", [], "http"],
  ["multipart", [], "http", "subscribed"],
  ["apollo-client", [], "http", "subscribed"],
  ["apollo-client", ["--multipart"], "http"],
  ["urql", [], "http", "subscribed"],
];

const url = () => `${inject("system").gateway}/graphql`;

test.for(PROGRAMS)(
  "clients/%s %s prints an order that is placed, and ends on Ctrl-C",
  async ([name, args, scheme, begun]) => {
    const token = await signIn("ada");
    const address = scheme === "ws" ? url().replace("http", "ws") : url();
    const child = spawn(process.execPath, [join(checkout, "clients", name, "main.ts"), ...args, address], {
      env: { PATH: process.env["PATH"], TOKEN: token },
    });
    const line = /^TF-\d{4}-\d{6} PENDING$/m;
    await (begun === undefined ? expectOrders(child, token, line) : expectOrder(child, token, begun, line));
    child.kill("SIGINT");
    await once(child, "close");
  },
);

/** With arguments that say where the gateway is. */
const all = () =>
  [...PROGRAMS, ["load", [], "http"] as const].map(
    ([name, args, scheme]) => [name, [...args, scheme === "ws" ? url().replace("http", "ws") : url()]] as const,
  );

/** How each of them ends, and all that it printed, by its name and options. */
async function endings(environment: Readonly<Record<string, string>>): Promise<[string, number | null, string][]> {
  return Promise.all(
    all().map(async ([name, args]): Promise<[string, number | null, string]> => {
      const child = spawn(process.execPath, [join(checkout, "clients", name, "main.ts"), ...args], {
        env: { PATH: process.env["PATH"], ...environment },
      });
      const output = read(child);
      const [code] = await once(child, "close");
      return [[name, ...args.slice(0, -1)].join(" "), code, output()];
    }),
  );
}

test("each says in one line that it needs a token, and how to get one", async () => {
  for (const [program, code, output] of await endings({})) {
    expect(output, program).toMatch(/^TOKEN is not set: .*TOKEN=\$\(npm run -s token -- --as ada\).*\n$/);
    expect(code, program).toBe(2);
  }
});

test("each says in one line that its token is refused, and ends", async () => {
  for (const [program, code, output] of await endings({ TOKEN: "wrong" })) {
    expect(output, program).toMatch(/^[^\n]*The token is not a well-formed signed [^\n]*\n$/);
    expect(code, program).toBe(1);
  }
});

test("the load generator reports deliveries to each of its subscribers", async () => {
  const args = [join(checkout, "clients/load/main.ts"), "--clients", "20", "--orders", "2", url()];
  const child = spawn(process.execPath, args, { env: { PATH: process.env["PATH"], TOKEN: await signIn("ada") } });
  const output = read(child);
  const [code] = await once(child, "close");
  expect(output()).toMatch(/20 subscribers listen\n40 deliveries.*\np50 \d+ ms, p90 \d+ ms, p99 \d+ ms/);
  expect(code).toBe(0);
});

const README = await readFile(join(checkout, "clients/curl/README.md"), "utf8");
const COMMANDS = [...README.matchAll(/```sh\n(.*?)```/gs)].map(([, command = ""]) => command);

test.for(COMMANDS)("curl prints an order that is placed: %s", async (command) => {
  const token = await signIn("ada");
  const real = command
    .replace("http://localhost:4000/graphql", url())
    .replace("$(npm run -s token -- --as ada)", token);
  const child = spawn("sh", ["-c", `exec ${real}`]);
  await expectOrder(child, token, "subscribed", /"status":"PENDING"/);
  child.kill("SIGINT");
  await once(child, "close");
});

function read(child: ChildProcess): () => string {
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
  }
  return () => text;
}

/** Waits until the program prints that its subscription has begun, places one order, and waits until it prints that. */
async function expectOrder(child: ChildProcess, token: string, begun: string, line: RegExp): Promise<void> {
  const output = read(child);
  const printed = async (isThere: () => boolean) => {
    while (!isThere()) {
      if (child.exitCode !== null) throw new Error(`it ended: ${output()}`);
      await Promise.race([once(child.stdout ?? child, "data"), once(child, "close")]);
    }
  };
  await printed(() => output().includes(begun));
  await placeOrder(token);
  await printed(() => line.test(output()));
}

/**
 * Places orders until the program prints one: its library does not show when its subscription has begun, and what was bought
 * and confirmed before that is no event of it.
 */
async function expectOrders(child: ChildProcess, token: string, line: RegExp): Promise<void> {
  const output = read(child);
  let ended = false;
  child.once("close", () => {
    ended = true;
  });
  while (!line.test(output())) {
    if (ended) throw new Error(`it ended: ${output()}`);
    await placeOrder(token);
  }
}

const IN_STOCK = "{ products(first: 1, sort: RATING, filter: { inStock: true }) { edges { node { id } } } }";
const PLACE = `mutation ($key: String!, $productId: ID!) {
  placeOrder(input: {
    idempotencyKey: $key
    items: [{ productId: $productId, quantity: 1 }]
    shippingAddress: { recipient: "Ada", line1: "1 Row", city: "London", postalCode: "W1K", countryCode: "GB" }
  }) { id }
}`;
const STATUS = "query ($id: ID!) { order(id: $id) { status } }";

/** Places an order, and waits until it is confirmed: subscribers are told of that too. */
async function placeOrder(token: string): Promise<void> {
  const { data } = await ask<{ products: { edges: { node: { id: string } }[] } }>(IN_STOCK);
  const productId = data.products.edges[0]?.node.id;
  const placed = await ask<{ placeOrder: { id: string } }>(PLACE, { key: crypto.randomUUID(), productId }, { token });
  expect(placed.errors).toBeUndefined();
  const { id } = placed.data.placeOrder;
  const status = async () => (await ask<{ order: { status: string } }>(STATUS, { id }, { token })).data.order.status;
  await expect.poll(status, { timeout: 10_000 }).toBe("CONFIRMED");
}
