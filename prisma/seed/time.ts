/** When the seed is: everything in it happened before, and nothing in it depends on the day on which it is made. */
export const NOW = Date.UTC(2026, 10, 1);

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A moment as PostgreSQL reads it. */
export const timestamp = (ms: number): string => new Date(ms).toISOString();
/** A day as PostgreSQL reads it. */
export const date = (ms: number): string => timestamp(ms).slice(0, 10);
