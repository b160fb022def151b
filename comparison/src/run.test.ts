import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";
import { DrawnOtherwise } from "./drawn-alike.ts";
import { textTable } from "./report/table.ts";
import { type LeftOutCell, run, unableOf } from "./run.ts";
import { RUNGS, type Rung, type RungName, rung, type Screen, unable } from "./screen.ts";
import { NOBODY } from "./system/others.ts";

const server = createServer((_, response) => response.end('{"name":"Lamp","price":7}')).listen(0, "127.0.0.1");
await once(server, "listening");
afterAll(() => server.close());
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

interface View {
  readonly name: string;
  readonly price: string;
}

const shown = (price: (value: number) => string): Rung<View> =>
  rung(
    async (api) => [(await api.get("/lamp")) as { name: string; price: number }] as const,
    ([lamp]) => ({ name: lamp.name, price: price(lamp.price) }),
  );

function screenOf(rungs: Partial<Record<RungName, Rung<View>>>, above?: (view: View) => string): Screen {
  const screen: Screen<View> = {
    ...(above && { above }),
    name: "lamp",
    as: "anonymous",
    render: ({ name, price }) => `<h1>${name}</h1>\n<p>${price}</p>`,
    rungs: Object.fromEntries(
      RUNGS.map((name) => [name, rungs[name] ?? unable("it is not asked")]),
    ) as Screen<View>["rungs"],
  };
  return screen as unknown as Screen;
}

const measure = (screen: Screen, signal = new AbortController().signal, leftOut: readonly LeftOutCell[] = []) =>
  run({
    leftOut,
    screens: [screen],
    rungs: RUNGS,
    places: { rest: origin, graphql: `${origin}/graphql` },
    subject: { productId: "", sellerId: "", orderId: "", userId: "", search: "", from: "", to: "" },
    tokens: {},
    others: NOBODY,
    idle: [],
    registered: new Set(),
    services: async () => ({}),
    signal,
  });

test("stops where a rung draws otherwise, and shows the first line that differs, of both", async () => {
  const screen = screenOf({ R0: shown((price) => `${price} EUR`), R1: shown((price) => `${price}.00 EUR`) });
  const drawing = measure(screen);
  await expect(drawing).rejects.toBeInstanceOf(DrawnOtherwise);
  await expect(drawing).rejects.toThrow(
    "lamp is drawn otherwise on R1 than on R0, in line 2:\n  R0: <p>7 EUR</p>\n  R1: <p>7.00 EUR</p>",
  );
});

test("stops where what is above the fold is not of the page", async () => {
  const rungs = { R1: shown(String) };
  await expect(measure(screenOf(rungs, ({ name }) => `<h1>${name}</h1>`))).resolves.toHaveLength(1);
  await expect(measure(screenOf(rungs, ({ name }) => `<h2>${name}</h2>`))).rejects.toThrow(
    "what is above the fold is not of the page: <h2>Lamp</h2>",
  );
});

test("measures the rungs that can show a screen, and says of the others why they cannot", async () => {
  const screen = screenOf({ R1: shown(String), G1: shown(String) });
  const measured = await measure(screen);
  expect(measured.map(({ measurement }) => measurement.rung)).toEqual(["R1", "G1"]);
  expect(unableOf([screen], ["R1", "R3"])).toEqual([{ screen: "lamp", rung: "R3", reason: "it is not asked" }]);
});

test("says which cells were left out so that the run is quick, and asks nothing for them", async () => {
  const screen = screenOf({ R0: shown(String), R1: shown(String) });
  const leftOut = [{ screen: "lamp", rung: "R0" }] as const;
  const measurements = (await measure(screen, undefined, leftOut)).map(({ measurement }) => measurement);
  const table = textTable(measurements, [], [], leftOut);
  expect(table).toMatch(/^R1 +1 /m);
  expect(table).not.toMatch(/^R0 /m);
  expect(table).toContain("left out: lamp on R0 (by --quick)");
});

test("ends between two rungs when it is told to", async () => {
  const stopping = new AbortController();
  const stop = shown(String);
  const screen = screenOf({
    R0: {
      ...stop,
      fetch: (...asked) => {
        stopping.abort();
        return stop.fetch(...asked);
      },
    },
    R1: shown(String),
  });
  expect((await measure(screen, stopping.signal)).map(({ measurement }) => measurement.rung)).toEqual(["R0"]);
});
