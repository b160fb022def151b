import type { ServiceSigner } from "@threefold/identity";
import { serviceClient } from "@threefold/subgraph-server";
import type { Metrics } from "@threefold/telemetry";
import { z } from "zod";

/** What this service asks of the users service, in its own name. */
export interface Sellers {
  /**
   * Whether there is such a person.
   * @throws DomainError SERVICE_UNAVAILABLE when that cannot be asked
   */
  exists(id: string): Promise<boolean>;
}

const PERSON = "query Person($people: [_Any!]!) { _entities(representations: $people) { ... on User { id } } }";
const people = z.object({ _entities: z.array(z.object({ id: z.string() }).nullable()) });

/** The users service over its own GraphQL, as any client would. */
export function sellersClient(options: { url: string; signer: ServiceSigner; metrics: Metrics }): Sellers {
  const failure = "The seller cannot be looked up at the moment.";
  const ask = serviceClient({ ...options, service: "users", failure });
  return {
    async exists(id) {
      const { _entities } = await ask(PERSON, { people: [{ __typename: "User", id }] }, people);
      return _entities.some((person) => person !== null);
    },
  };
}
