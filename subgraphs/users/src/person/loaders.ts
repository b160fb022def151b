import { isUuid, type Loaders } from "@threefold/subgraph-server";
import type { PersonColumn, PersonRow } from "./columns.ts";
import type { PersonRepository } from "./repository.ts";
import { isUsername } from "./rules.ts";

type Columns = readonly PersonColumn[];

/** People by what refers to them: one statement for all that a level of the query asks for. */
export type PersonLoaders = ReturnType<typeof personLoaders>;

export function personLoaders(loaders: Loaders, people: PersonRepository) {
  return {
    async byId(id: string, columns: Columns): Promise<PersonRow | null> {
      if (!isUuid(id)) return null;
      return loaders.get(`person by id: ${columns}`, (ids) => people.byIds(ids, columns)).load(id.toLowerCase());
    },

    async byUsername(username: string, columns: Columns): Promise<PersonRow | null> {
      if (!isUsername(username)) return null;
      return loaders
        .get(`person by username: ${columns}`, (usernames) => people.byUsernames(usernames, columns))
        .load(username);
    },
  };
}
