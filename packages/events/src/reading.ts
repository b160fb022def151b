import type { ListeningConnection } from "./connection.ts";
import type { EventFilter, LoggedEvent } from "./event.ts";

/** Events that one statement reads. */
const PAGE = 200;

const COLUMNS = `position::text AS id, topic, subject, owner, payload, at`;

/** The position of the last event, 0 in an empty log. */
export async function readHead(connection: ListeningConnection): Promise<bigint> {
  const [row] = await connection.query<{ head: string }>(
    "SELECT coalesce(max(position), 0)::text AS head FROM event_log",
  );
  return BigInt(row?.head ?? 0);
}

/** What comes after a position, oldest first. */
export const readAll = (connection: ListeningConnection, after: bigint): Promise<LoggedEvent[]> =>
  connection.query<LoggedEvent>(
    `SELECT ${COLUMNS} FROM event_log WHERE position > $1 ORDER BY position LIMIT ${PAGE}`,
    [after.toString()],
  );

/** What of it a filter takes. */
export const readFor = (
  connection: ListeningConnection,
  { topics, subjects, owner }: EventFilter,
  after: bigint,
): Promise<LoggedEvent[]> =>
  connection.query<LoggedEvent>(
    `SELECT ${COLUMNS} FROM event_log
     WHERE position > $1 AND topic = ANY($2) AND ($3::uuid[] IS NULL OR subject = ANY($3)) AND ($4::uuid IS NULL OR owner = $4)
     ORDER BY position LIMIT ${PAGE}`,
    [after.toString(), [...topics], subjects ? [...subjects] : null, owner ?? null],
  );
