import type { Resolvers } from "../generated/resolvers.ts";
import { assertMaySeePersonal } from "../person/rules.ts";
import { addAddress, addressFor, removeAddress, updateAddress } from "./actions.ts";

export const addressResolvers = {
  Mutation: {
    addAddress: (_, { input }, { identity, addresses }) => addAddress(addresses.repository, identity, input),
    updateAddress: (_, { id, input }, { identity, addresses }) =>
      updateAddress(addresses.repository, identity, id, input),
    removeAddress: (_, { id }, { identity, addresses }) => removeAddress(addresses.repository, identity, id),
  },
  User: {
    addresses: (person, _args, { identity, addresses }) => {
      assertMaySeePersonal(identity, person);
      return addresses.loaders.bookOf(person.id);
    },
  },
  Address: {
    __resolveReference: ({ id }, { identity, addresses }) => addressFor(addresses.loaders, identity, id),
  },
} satisfies Resolvers;
