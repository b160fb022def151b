import { ColumnTypeEnum, type SqlQuery, type SqlResultSet } from "@prisma/driver-adapter-utils";
import type { Pool } from "pg";

/** PostgreSQL's internal type "char" and its array (pg_type.dat), and the types that are read in their place. */
const CHAR = 18;
const READ_AS: ReadonlyMap<number, number> = new Map([
  [CHAR, 1043],
  [1002, 1009],
]);

/**
 * Lets a query read columns of the type "char", of which the catalogue is full: the driver adapter refuses them, and the
 * engine wants them told from texts. The pool must have one connection, and queries are run in turn, so that the last
 * description of a result is that of the query that ended.
 */
export function readingCharacters(
  pool: Pool,
  queryRaw: (query: SqlQuery) => Promise<SqlResultSet>,
): (query: SqlQuery) => Promise<SqlResultSet> {
  let characters: ReadonlySet<number> = new Set();
  pool.on("connect", (client) => {
    client.connection.prependListener("rowDescription", ({ fields }: { fields: { dataTypeID: number }[] }) => {
      characters = new Set(fields.keys().filter((index) => fields[index]?.dataTypeID === CHAR));
      for (const field of fields) field.dataTypeID = READ_AS.get(field.dataTypeID) ?? field.dataTypeID;
    });
  });

  let last: Promise<unknown> = Promise.resolve();
  return (query) => {
    const result = last.then(async () => {
      const { columnTypes, ...rest } = await queryRaw(query);
      const told = columnTypes.map((type, index) => (characters.has(index) ? ColumnTypeEnum.Character : type));
      return { ...rest, columnTypes: told };
    });
    last = result.catch(() => {});
    return result;
  };
}
