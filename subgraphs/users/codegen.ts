import type { ResolverTypes } from "../../tools/generate/resolver-types.ts";

export default {
  contextType: "../context.ts#Context",
  mappers: {
    ApiKey: "../api-key/repository.ts#ApiKeyRow",
    Address: "../address/repository.ts#AddressRow",
    Session: "../session/tokens.ts#OpenedSession",
    User: "../person/columns.ts#PersonRow",
  },
} satisfies ResolverTypes;
