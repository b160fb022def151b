import { DomainError, selectedFields } from "@threefold/subgraph-server";
import type { Resolvers } from "../generated/resolvers.ts";
import { personColumns } from "../person/columns.ts";
import { signIn, signUp } from "./actions.ts";

export const sessionResolvers = {
  Mutation: {
    signUp: (_, { input }, { caller, sessions }) => signUp(sessions, input, caller.clientAddress),
    signIn: (_, credentials, { caller, sessions }) => signIn(sessions, credentials, caller.clientAddress),
  },
  Session: {
    user: async ({ userId }, _args, { people }, info) => {
      const person = await people.loaders.byId(userId, personColumns(selectedFields(info, "User")));
      if (!person) throw new DomainError("NOT_FOUND", "This account is gone.");
      return { ...person, signedIn: true };
    },
  },
} satisfies Resolvers;
