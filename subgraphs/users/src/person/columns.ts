import { columnsOf, type Row } from "@threefold/subgraph-server";
import type { User } from "../generated/prisma/client.ts";
import type { UserResolvers } from "../generated/resolvers.ts";

export type PersonColumn = keyof User;

export type PersonRow = Row<User, "id"> & {
  /** Whom the request has just proven to be: who signs in sees their own email in the very answer. */
  readonly signedIn?: boolean;
};

/** Which columns each field of the graph's User is made of. A field with none has its own loader. */
const NEEDS = {
  id: [],
  username: ["username"],
  displayName: ["displayName"],
  avatarUrl: ["avatarUrl"],
  bio: ["bio"],
  role: ["role"],
  email: ["email"],
  phone: ["phone"],
  addresses: [],
  name: ["name"],
  createdAt: ["createdAt"],
} as const satisfies Record<keyof Omit<UserResolvers, "__resolveReference" | "__isTypeOf">, readonly PersonColumn[]>;

export const personColumns = (fields: ReadonlySet<string>): PersonColumn[] =>
  columnsOf<PersonColumn>(fields, NEEDS, ["id"]);
