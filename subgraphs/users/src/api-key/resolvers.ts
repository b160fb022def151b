import { selectedFields } from "@threefold/subgraph-server";
import type { Resolvers } from "../generated/resolvers.ts";
import { personColumns } from "../person/columns.ts";
import { createKey, listKeys, revokeKey } from "./actions.ts";
import { scopeNames } from "./rules.ts";

export const apiKeyResolvers = {
  Query: {
    apiKeys: (_, args, { identity, apiKeys }) => listKeys(apiKeys, identity, args),
  },
  Mutation: {
    createApiKey: (_, { input }, { identity, apiKeys }) => createKey(apiKeys, identity, input),
    revokeApiKey: (_, { id }, { identity, apiKeys }) => revokeKey(apiKeys, identity, id),
  },
  ApiKey: {
    scopes: ({ scopes }) => scopeNames(scopes),
    createdBy: ({ createdBy }, _args, { people }, info) =>
      createdBy === null ? null : people.loaders.byId(createdBy, personColumns(selectedFields(info, "User"))),
  },
} satisfies Resolvers;
