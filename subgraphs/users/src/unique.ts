import { Prisma } from "./generated/prisma/client.ts";

/** What a write gave; null when a unique constraint refused it, because somebody was there first. */
export async function unlessTaken<Value>(write: () => PromiseLike<Value>): Promise<Value | null> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002") return null;
    throw error;
  }
}
