/**
 * What a write gave; null when a unique constraint refused it, because somebody was there first. Prisma tells that by its
 * code P2002, whichever subgraph's client it is.
 */
export async function unlessTaken<Value>(write: () => PromiseLike<Value>): Promise<Value | null> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "P2002") return null;
    throw error;
  }
}
