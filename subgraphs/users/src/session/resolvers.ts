import { DomainError, selectedFields } from "@threefold/subgraph-server";
import type { Resolvers } from "../generated/resolvers.ts";
import { personColumns } from "../person/columns.ts";
import { refreshSession, signIn, signOut, signOutEverywhere, signUp } from "./actions.ts";

export const sessionResolvers = {
  Mutation: {
    signUp: (_, { input }, { caller, sessions }) => signUp(sessions, input, caller.clientAddress),
    signIn: (_, credentials, { caller, sessions }) => signIn(sessions, credentials, caller.clientAddress),
    refreshSession: (_, { refreshToken }, { sessions }) => refreshSession(sessions, refreshToken),
    signOut: (_, _args, { identity, sessions }) => signOut(sessions, identity),
    signOutEverywhere: (_, _args, { identity, sessions }) => signOutEverywhere(sessions, identity),
  },
  Session: {
    user: async ({ userId }, _args, { people }, info) => {
      const person = await people.loaders.byId(userId, personColumns(selectedFields(info, "User")));
      if (!person) throw new DomainError("NOT_FOUND", "This account is gone.");
      return { ...person, signedIn: true };
    },
  },
} satisfies Resolvers;
