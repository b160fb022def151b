/**
 * When it is in the comparison's own system, for as long as that runs. All that is seeded happened before (prisma/seed/time.ts), and
 * PostgreSQL, whose clock goes, is past it: what a service writes as due now, PostgreSQL finds due.
 */
export const MOMENT = Date.UTC(2026, 10, 1, 12);
