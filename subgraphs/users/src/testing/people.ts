import { hashPassword, type Person } from "@threefold/identity";
import { v7 as uuid } from "uuid";
import type { PrismaClient, Role } from "../generated/prisma/client.ts";

export const PASSWORD = "correct horse battery";

/** Somebody who has an account, and as whom a test can ask. */
export async function addPerson(
  prisma: PrismaClient,
  username: string,
  { role = "CUSTOMER", password }: { role?: Role; password?: string } = {},
): Promise<Person> {
  const id = uuid();
  await prisma.user.create({
    data: {
      id,
      username,
      name: `${username} in full`,
      displayName: `${username} displayed`,
      email: `${username}@example.com`,
      phone: "+49 30 1234567",
      avatarUrl: `/images/avatars/${id}.svg`,
      role,
      ...(password !== undefined && { credential: { create: { passwordHash: await hashPassword(password) } } }),
    },
  });
  return { kind: "person", id, role, scopes: [] };
}

const ADDRESS = {
  recipient: "Ada Lovelace",
  line1: "Marylebone Rd 12",
  city: "London",
  postalCode: "NW1 5LR",
  countryCode: "GB",
};

/** Puts addresses with these labels into somebody's book; the first is the default. */
export async function addAddresses(prisma: PrismaClient, person: Person, labels: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const [position, label] of labels.entries()) {
    const createdAt = new Date(Date.UTC(2026, 0, 1 + position));
    const data = { ...ADDRESS, userId: person.id, label, isDefault: position === 0, createdAt };
    ids.push((await prisma.address.create({ data })).id);
  }
  return ids;
}
