import { column, selectedFields } from "@threefold/subgraph-server";
import type { GraphQLResolveInfo } from "graphql";
import type { Resolvers } from "../generated/resolvers.ts";
import { listPeople, updateProfile, whoAsks } from "./actions.ts";
import { personColumns } from "./columns.ts";
import { assertMaySeePersonal } from "./rules.ts";

const wanted = (info: GraphQLResolveInfo, path?: readonly string[]) =>
  personColumns(selectedFields(info, "User", path));

export const personResolvers = {
  Query: {
    me: (_, _args, { identity, people }, info) => whoAsks(people.loaders, identity, wanted(info)),
    user: (_, { id }, { people }, info) => people.loaders.byId(id, wanted(info)),
    userByUsername: (_, { username }, { people }, info) => people.loaders.byUsername(username, wanted(info)),
    users: (_, args, { identity, people }, info) =>
      listPeople(people.repository, identity, args, wanted(info, ["edges", "node"])),
  },
  Mutation: {
    updateProfile: (_, { input }, { identity, people }) => updateProfile(people.repository, identity, input),
  },
  User: {
    __resolveReference: (reference, { people }, info) => {
      const columns = wanted(info);
      return "id" in reference
        ? people.loaders.byId(reference.id, columns)
        : people.loaders.byUsername(reference.username, columns);
    },
    username: (row) => column(row, "username"),
    displayName: (row) => column(row, "displayName"),
    avatarUrl: (row) => column(row, "avatarUrl"),
    bio: (row) => column(row, "bio"),
    role: (row) => column(row, "role"),
    email: (row, _args, { identity }) => {
      assertMaySeePersonal(identity, row);
      return column(row, "email");
    },
    phone: (row, _args, { identity }) => {
      assertMaySeePersonal(identity, row);
      return column(row, "phone");
    },
    name: (row) => column(row, "name"),
    createdAt: (row) => column(row, "createdAt"),
  },
} satisfies Resolvers;
