import { expect, inject, test, vi } from "vitest";
import { processes } from "../../topology.ts";
import { post } from "../system/client.ts";
import { runTool } from "../system/running.ts";

/** Between the ports of the running system and those of another that a scenario may have started. */
const BESIDE = 20;
const QUERY = "{ products(first: 8) { edges { node { name seller { displayName } } } } }";
const OF_ALL_THREE = QUERY.replace("name", "name unitsSold");

const environment = () => {
  const { directory, portBase } = inject("system");
  return { DATA_DIRECTORY: directory, PORT_BASE: String(portBase), BESIDE: String(BESIDE) };
};

test("a graph beside the system that is told to read each row by itself answers the same, in more statements", async () => {
  const { portBase } = inject("system");
  const beside = runTool("beside", { ...environment(), LOADERS: "off", SQL_COUNTS: "on" }, [
    "gateway",
    "products",
    "users",
  ]);
  await beside.printed("Beside the system: gateway, products, users.");
  const askAt = async (base: number) => {
    const before = await statementsAt(base);
    const { data } = await post(`http://127.0.0.1:${base}`, QUERY, {}, {});
    return { data, done: () => statementsAt(base).then((now) => now - before) };
  };
  const [batched, single] = [await askAt(portBase), await askAt(portBase + BESIDE)];
  expect(single.data).toEqual(batched.data);
  // Services count when an answer has left them.
  await vi.waitFor(async () => expect(await batched.done()).toBe(2), 10_000);
  await vi.waitFor(async () => expect(await single.done()).toBeGreaterThan(2), 10_000);
  beside.child.kill("SIGINT");
  expect(await beside.ended).toBe(0);
});

test("the stock engine beside the system, before the same services, answers the very same bytes", async () => {
  const { gateway, portBase } = inject("system");
  const beside = runTool("beside", { ...environment(), ENGINE: "apollo" }, ["gateway"]);
  await beside.printed("Beside the system: gateway.");
  const askAt = async (origin: string) => {
    const response = await fetch(`${origin}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ query: OF_ALL_THREE }),
    });
    return { body: await response.text(), type: response.headers.get("content-type") };
  };
  const [ours, stock] = [await askAt(gateway), await askAt(`http://127.0.0.1:${portBase + BESIDE}`)];
  expect(ours.body).toContain('"unitsSold":');
  expect(stock).toEqual(ours);
  beside.child.kill("SIGINT");
  expect(await beside.ended).toBe(0);
});

test("what is no process of the system is refused in one line", async () => {
  const beside = runTool("beside", environment(), ["gateways"]);
  expect(await beside.ended).toBe(1);
  expect(beside.output()).toContain('there is no process "gateways": expected gateway, products, users, orders, rest');
});

/** SQL statements that GraphQL requests have caused in the two services. */
async function statementsAt(base: number): Promise<number> {
  const counts = await Promise.all(
    [processes.products, processes.users].map(async ({ metricsPort }) => {
      const text = await (await fetch(`http://127.0.0.1:${base + metricsPort}/metrics`)).text();
      return Number(/^sql_statements_total\{route="\/graphql"\} (\d+)$/m.exec(text)?.[1] ?? 0);
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}
