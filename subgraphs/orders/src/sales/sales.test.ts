import { person } from "@threefold/subgraph-server/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestOrders, type TestOrders } from "../testing/index.ts";

let orders: TestOrders;
beforeAll(async () => {
  orders = await startTestOrders();
});
afterAll(() => orders[Symbol.asyncDispose]());

const summary = async (more: string) => {
  orders.statements.length = 0;
  const { status, body } = await orders.rest(`/sales/summary?from=2026-09-01&to=2026-09-02${more}`, {
    as: person("STAFF"),
  });
  const readsBest = orders.statements.some(({ sql }) => sql.includes("daily_sales"));
  return { status, members: Object.keys(Object(body)), readsBest };
};

test("of the sales there is what was asked for, and what sold best is read only for who wants it", async () => {
  expect(await summary("&fields=orderCount,byStatus")).toEqual({
    status: 200,
    members: ["orderCount", "byStatus"],
    readsBest: false,
  });
  expect(await summary("&fields=topProducts&top=3")).toMatchObject({ members: ["topProducts"], readsBest: true });
  const whole = ["orderCount", "revenue", "averageOrderValue", "byStatus", "byDay", "topProducts"];
  expect(await summary("")).toMatchObject({ members: whole, readsBest: true });
  expect((await summary("&fields=id")).status).toBe(400);
});

test("days that are in no calendar are refused by name", async () => {
  const { status, body } = await orders.rest("/sales/summary?from=0000-12-31&to=0001-01-01", { as: person("STAFF") });
  expect({ status, body }).toMatchObject({ status: 400, body: { errors: [{ parameter: "from" }] } });
});
