const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Whether an id can be one of ours. Ids are opaque to clients: one that cannot exist is not found, like any other that
 * does not, and never reaches the database.
 */
export const isUuid = (id: string): boolean => UUID.test(id);
