import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";
import { createHttpClient } from "../client/http.ts";
import { DrawnOtherwise } from "../drawn-alike.ts";
import { RUNGS, type Screen, unable } from "../screen.ts";
import { screenNamed } from "../screens.ts";
import { Stopped } from "../stopped.ts";
import { besideSteps, measureBeside } from "./beside.ts";
import { measureCpuBeside } from "./cpu-beside.ts";
import type { Way } from "./way.ts";

const subject = { productId: "", sellerId: "", orderId: "", userId: "", search: "", from: "", to: "" };
const screen: Screen = {
  name: "lamp",
  as: "anonymous",
  render: (lamp) => `<h1>${(lamp as { name: string }).name}</h1>`,
  rungs: {
    ...(Object.fromEntries(RUNGS.map((rung) => [rung, unable("it is not asked")])) as unknown as Screen["rungs"]),
    R1: { fetch: async (api) => [await api.get("/lamp")], view: ([lamp]) => lamp },
  },
};
const { signal } = new AbortController();
const timed = { screens: [screen], subject, runs: 1, enter: async () => ({}), signal, onStep: () => {} };

const closing: (() => void)[] = [];
afterAll(() => {
  for (const close of closing) close();
});

type By = "edge" | "services";

/** Who answers with a lamp of that name: two milliseconds of work for each, and one of somebody who has no part in it. */
async function way(by: By, name: string): Promise<Way<By>> {
  let answered = 0;
  const server = createServer((_, response) => {
    answered++;
    response.setHeader("content-type", "application/json").end(JSON.stringify({ name }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => server.close());
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    by,
    rung: "R1",
    places: { rest: origin, graphql: `${origin}/graphql` },
    createClient: () => createHttpClient(),
    read: () => ({ products: 2 * answered, gateway: answered }),
    working: ["products", "users"],
  };
}

test("who answers pays for those who have a part in it, by one showing", async () => {
  const steps: string[] = [];
  const ways = [await way("edge", "Lamp"), await way("services", "Lamp")];
  const measured = await measureCpuBeside(ways, { ...timed, onStep: (what) => void steps.push(what) });
  const figure = { screen: "lamp", ms: { products: 2, users: 0 }, interval: { low: 2, high: 2 } };
  expect(measured).toEqual([
    { ...figure, by: "edge" },
    { ...figure, by: "services" },
  ]);
  expect(steps.toSorted()).toEqual(["CPU of lamp by the edge", "CPU of lamp by the services"]);
});

test("who answers something else than the other is told of, and nothing is measured", async () => {
  const ways = [await way("edge", "Lamp"), await way("services", "Lantern")];
  const measuring = measureCpuBeside(ways, timed);
  await expect(measuring).rejects.toBeInstanceOf(DrawnOtherwise);
  await expect(measuring).rejects.toThrow(
    /^lamp is drawn otherwise on R1 by the \w+ than on R1 by the \w+, in line 1:/,
  );
});

test("so many steps are told of as there are figures: fewer where somebody signs in, and of an export its plan alone", () => {
  // CPU by three, times by two and by both engines; of R1, two of each; and each document that is planned.
  expect(besideSteps({ screens: [screenNamed("product-list")] })).toBe(3 + 2 + 2 + 2 + 2 + 1);
  expect(besideSteps({ screens: [screenNamed("cart-badge")] })).toBe(3 + 2 + 2 + 1);
  expect(besideSteps({ screens: [screenNamed("order-detail")] })).toBe(3 + 2 + 2 + 2);
  expect(besideSteps({ screens: [screenNamed("export")] })).toBe(1);
});

test("a run that is stopped before starts no system", async () => {
  const options = { ...timed, portBase: 1, tlsPort: 443, signal: AbortSignal.abort() };
  await expect(measureBeside(options)).rejects.toBeInstanceOf(Stopped);
});
