import { withConnection } from "@threefold/database";

/** What differs from one run to the next whatever is done: ids, times, and secrets. */
const CHANCE: readonly (readonly [RegExp, string])[] = [
  [/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "id"],
  [/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[+-]\d\d(?::?\d\d)?|Z)/g, "time"],
  [/\\\\x[0-9a-f]+/g, "bytes"],
  [/\$scrypt\$[^"]+|scrypt[^"]+/g, "hash"],
  [/TF\d{12}/g, "tracking number"],
];

/**
 * Every row of a database but for what is left to chance, by table: what two ways of doing the same must leave alike.
 * @param ignored columns whose values are left to chance, and nothing in them says so
 */
export async function rowsOf(url: string, ignored: readonly string[] = []): Promise<Record<string, string[]>> {
  return withConnection(url, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables
       WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT LIKE '\\_prisma%' ORDER BY 1`,
    );
    const left: Record<string, string[]> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: Record<string, unknown> }>(
        `SELECT to_jsonb(t) AS row FROM "${name}" AS t`,
      );
      left[name] = rows.map(({ row }) => withoutChance(row, ignored)).sort();
    }
    return left;
  });
}

function withoutChance(row: Record<string, unknown>, ignored: readonly string[]): string {
  const kept = Object.fromEntries(Object.entries(row).filter(([name]) => !ignored.includes(name)));
  return CHANCE.reduce((text, [pattern, word]) => text.replaceAll(pattern, word), JSON.stringify(kept));
}
