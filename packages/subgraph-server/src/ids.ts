const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Whether an id can be one of ours. Ids are opaque to clients: one that cannot exist is not found, like any other that
 * does not, and never reaches the database.
 */
export const isUuid = (id: string): boolean => UUID.test(id);

/**
 * Whether a text can be a key of ours: PostgreSQL's text holds no NUL. One that cannot exist is not found, like any other
 * that does not.
 */
export const isStorable = (text: string): boolean => !text.includes("\0");
