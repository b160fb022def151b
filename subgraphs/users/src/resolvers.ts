import { addressResolvers } from "./address/resolvers.ts";
import { apiKeyResolvers } from "./api-key/resolvers.ts";
import { personResolvers } from "./person/resolvers.ts";
import { sessionResolvers } from "./session/resolvers.ts";

/** All features' resolvers in one map: a type that several features extend has the fields of each. */
export const resolvers = {
  Query: { ...personResolvers.Query, ...apiKeyResolvers.Query },
  Mutation: {
    ...personResolvers.Mutation,
    ...addressResolvers.Mutation,
    ...sessionResolvers.Mutation,
    ...apiKeyResolvers.Mutation,
  },
  User: { ...personResolvers.User, ...addressResolvers.User },
  Address: addressResolvers.Address,
  ApiKey: apiKeyResolvers.ApiKey,
  Session: sessionResolvers.Session,
};
