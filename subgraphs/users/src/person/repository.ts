import { inTransaction, unlessTaken } from "@threefold/database";
import { type Connection, type PageRequest, toConnection } from "@threefold/pagination";
import { inOrder } from "@threefold/subgraph-server";
import type { Prisma, PrismaClient, Role } from "../generated/prisma/client.ts";
import type { PersonColumn, PersonRow } from "./columns.ts";
import { newestPeople } from "./orders.ts";
import type { NewPerson, ProfileChanges } from "./rules.ts";

type Columns = readonly PersonColumn[];

/** People in the database. What is read is what `columns` names, in one statement a call. */
export type PersonRepository = ReturnType<typeof personRepository>;

export function personRepository(prisma: PrismaClient) {
  return {
    async byIds(ids: readonly string[], columns: Columns): Promise<(PersonRow | null)[]> {
      const rows: PersonRow[] = await prisma.user.findMany({
        where: { id: { in: [...ids] } },
        select: select(columns),
      });
      return inOrder(ids, rows, (row) => row.id);
    },

    async byUsernames(usernames: readonly string[], columns: Columns): Promise<(PersonRow | null)[]> {
      const rows: PersonRow[] = await prisma.user.findMany({
        where: { username: { in: [...usernames] } },
        select: select([...columns, "username"]),
      });
      return inOrder(usernames, rows, (row) => row.username ?? "");
    },

    /** Newest first, all or those in one role. */
    async page(role: Role | undefined, page: PageRequest, columns: Columns): Promise<Connection<PersonRow>> {
      const behind = page.after ? [newestPeople.after(page.after)] : [];
      const rows: PersonRow[] = await prisma.user.findMany({
        where: { AND: [role === undefined ? {} : { role }, ...behind] },
        orderBy: newestPeople.orderBy,
        take: page.first + 1,
        select: select([...columns, "createdAt"]),
      });
      return toConnection(newestPeople, page, rows);
    },

    /** The person with their password, in one transaction; null when the username is taken. */
    async create({ passwordHash, ...data }: NewPerson & { passwordHash: string }): Promise<PersonRow | null> {
      return unlessTaken(() => prisma.user.create({ data: { ...data, credential: { create: { passwordHash } } } }));
    },

    /**
     * The person as they are then; null when there is none.
     * @param assertUnchanged throws to leave everything as it is; called while nobody else can change the person
     */
    async update(
      id: string,
      changes: ProfileChanges,
      assertUnchanged?: (now: PersonRow) => Promise<void>,
    ): Promise<PersonRow | null> {
      if (!assertUnchanged) return changed(prisma, id, changes);
      return inTransaction(prisma, async (transaction: Prisma.TransactionClient) => {
        await transaction.$queryRaw`SELECT id FROM person WHERE id = ${id}::uuid FOR UPDATE`;
        const now = await transaction.user.findUnique({ where: { id } });
        if (!now) return null;
        await assertUnchanged(now);
        return changed(transaction, id, changes);
      });
    },
  };
}

async function changed(prisma: Prisma.TransactionClient, id: string, data: ProfileChanges): Promise<PersonRow | null> {
  const [row] = await prisma.user.updateManyAndReturn({ where: { id }, data });
  return row ?? null;
}

const select = (columns: Columns) =>
  ({ ...Object.fromEntries(columns.map((column) => [column, true])), id: true }) as { id: true } & Prisma.UserSelect;
