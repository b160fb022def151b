import { inTransaction } from "@threefold/database";
import { inOrder } from "@threefold/subgraph-server";
import type { Address, Prisma, PrismaClient } from "../generated/prisma/client.ts";
import type { AddressChanges, NewAddress } from "./rules.ts";

export type AddressRow = Address;
export type AddressRepository = ReturnType<typeof addressRepository>;

type Transaction = Prisma.TransactionClient;

/** Address books in the database. They are small: rows are read whole. */
export function addressRepository(prisma: PrismaClient) {
  return {
    async byIds(ids: readonly string[]): Promise<(AddressRow | null)[]> {
      return inOrder(ids, await prisma.address.findMany({ where: { id: { in: [...ids] } } }), (row) => row.id);
    },

    /** Each person's book, the default address first. */
    async booksOf(people: readonly string[]): Promise<AddressRow[][]> {
      const rows = await prisma.address.findMany({
        where: { userId: { in: [...people] } },
        orderBy: [{ isDefault: "desc" }, { createdAt: "asc" }, { id: "asc" }],
      });
      const byPerson = Map.groupBy(rows, (row) => row.userId);
      return people.map((person) => byPerson.get(person) ?? []);
    },

    /**
     * Runs `change` while nobody else changes this person's book, in one transaction: the book has exactly one default
     * before and after.
     * @returns null when there is no such person
     */
    async changeBook<Result>(userId: string, change: (book: AddressBook) => Promise<Result>): Promise<Result | null> {
      return inTransaction(prisma, async (transaction: Transaction) => {
        const locked = await transaction.$queryRaw<unknown[]>`
          SELECT id FROM person WHERE id = ${userId}::uuid FOR UPDATE`;
        if (locked.length === 0) return null;
        const rows = await transaction.address.findMany({
          where: { userId },
          orderBy: [{ createdAt: "asc" }, { id: "asc" }],
        });
        return change(addressBook(transaction, userId, rows));
      });
    },
  };
}

/** One person's address book, held for the length of a change. */
export interface AddressBook {
  /** As it was when the change began, oldest first. */
  readonly rows: readonly AddressRow[];
  add(address: NewAddress): Promise<AddressRow>;
  update(id: string, changes: AddressChanges): Promise<AddressRow>;
  remove(id: string): Promise<void>;
  /** Leaves the book without a default, until another address is made it. */
  clearDefault(): Promise<void>;
}

const addressBook = (transaction: Transaction, userId: string, rows: readonly AddressRow[]): AddressBook => ({
  rows,
  add: (address) => transaction.address.create({ data: { ...address, userId } }),
  update: (id, changes) => transaction.address.update({ where: { id }, data: changes }),
  async remove(id) {
    await transaction.address.delete({ where: { id } });
  },
  async clearDefault() {
    await transaction.address.updateMany({ where: { userId, isDefault: true }, data: { isDefault: false } });
  },
});
