import { randomUUID } from "node:crypto";
import { createPrismaAdapter, inTransaction, isRetryable, recordStatements } from "@threefold/database";
import { cloneDatabase } from "@threefold/database/testing";
import { expect, test } from "vitest";
import { PrismaClient } from "../subgraphs/orders/src/generated/prisma/client.ts";

async function ordersDatabase(): Promise<AsyncDisposable & { prisma: PrismaClient }> {
  const database = await cloneDatabase("orders");
  const adapter = createPrismaAdapter({ url: database.url, poolSize: 4 });
  const prisma = new PrismaClient({ adapter });
  return {
    prisma,
    [Symbol.asyncDispose]: async () => {
      await prisma.$disconnect();
      await adapter.close();
      await database.drop();
    },
  };
}

test("the statements of a request are told, through the client, in a transaction, and raw", async () => {
  await using database = await ordersDatabase();
  const { prisma } = database;
  const { statements } = await recordStatements(async () => {
    await prisma.order.findMany({ select: { id: true } });
    await prisma.$transaction(async (transaction) => {
      await transaction.cart.create({ data: { customerId: randomUUID() } });
      await transaction.cart.count();
    });
    await prisma.$queryRaw`SELECT 1`;
  });
  expect(statements.map(({ sql }) => sql.split(" ", 1)[0])).toEqual(["SELECT", "INSERT", "SELECT", "SELECT"]);
});

test("two transactions that change the same row both succeed, the loser by beginning anew", async () => {
  await using database = await ordersDatabase();
  const { prisma } = database;
  const productId = randomUUID();
  await prisma.productSales.create({ data: { productId, unitsSold: 0 } });
  const bothHaveRead = barrier(2);
  let attempts = 0;
  const sell = () =>
    inTransaction(
      prisma,
      async (transaction) => {
        attempts += 1;
        const { unitsSold } = await transaction.productSales.findUniqueOrThrow({ where: { productId } });
        await bothHaveRead();
        await transaction.productSales.update({ where: { productId }, data: { unitsSold: unitsSold + 1 } });
      },
      { isolationLevel: "Serializable" },
    );
  await Promise.all([sell(), sell()]);
  expect(attempts).toBe(3);
  expect(await prisma.productSales.findUnique({ where: { productId } })).toEqual({ productId, unitsSold: 2 });
});

test("a conflict is told from other failures, however Prisma reports it", async () => {
  await using database = await ordersDatabase();
  const fail = (code: string) =>
    database.prisma.$executeRawUnsafe(`DO $$ BEGIN RAISE EXCEPTION 'so it is' USING ERRCODE = '${code}'; END $$`);
  const failure = (code: string) => fail(code).catch((error: unknown) => error);
  expect(isRetryable(await failure("40001"))).toBe(true);
  expect(isRetryable(await failure("40P01"))).toBe(true);
  expect(isRetryable(await failure("23505"))).toBe(false);
});

test("order numbers count up within the year", async () => {
  await using database = await ordersDatabase();
  const address = { recipient: "Ada", line1: "Main St 1", city: "Bern", postalCode: "3000", countryCode: "CH" };
  const amounts = { subtotalAmount: 1000, shippingAmount: 0, totalAmount: 1000, currency: "EUR" };
  const place = () => database.prisma.order.create({ data: { customerId: randomUUID(), ...address, ...amounts } });
  const numbers = [(await place()).number, (await place()).number];
  const year = new Date().getUTCFullYear();
  expect(numbers).toEqual([`TF-${year}-000001`, `TF-${year}-000002`]);
});

/** Resolves for everybody once so many have arrived, and at once for those who come later. */
function barrier(count: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let arrived = 0;
  return () => {
    arrived += 1;
    if (arrived >= count) resolve();
    return promise;
  };
}
