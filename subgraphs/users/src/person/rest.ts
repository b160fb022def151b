import { type CachePolicy, PERSONAL, publicFor, type RestApi } from "@threefold/rest-server";
import { column, refusal } from "@threefold/subgraph-server";
import {
  BY_ID,
  type Choice,
  found,
  IDS,
  idsOf,
  listed,
  PAGE,
  pageOf,
  resource,
  rowsOf,
} from "@threefold/subgraph-server/rest";
import Type from "typebox";
import { rules } from "../authorisation.ts";
import type { Context } from "../context.ts";
import { listPeople, updateProfile, whoAsks } from "./actions.ts";
import { type PersonRow, personColumns } from "./columns.ts";
import { assertMaySeePersonal } from "./rules.ts";
import { ProfilePatch, Role, User } from "./schema.ts";

const PUBLIC = ["id", "username", "displayName", "avatarUrl", "bio", "role", "createdAt"] as const;
/** What somebody gets of themselves. */
const OWN = [...PUBLIC, "email", "phone"];

export const user = resource({
  fields: {
    id: (row: PersonRow) => row.id,
    username: (row) => column(row, "username"),
    displayName: (row) => column(row, "displayName"),
    avatarUrl: (row) => column(row, "avatarUrl"),
    bio: (row) => column(row, "bio"),
    role: (row) => column(row, "role"),
    email: (row, { identity }: Context) => {
      assertMaySeePersonal(identity, row);
      return column(row, "email");
    },
    phone: (row, { identity }: Context) => {
      assertMaySeePersonal(identity, row);
      return column(row, "phone");
    },
    createdAt: (row) => column(row, "createdAt").toISOString(),
  },
  full: PUBLIC,
  summary: ["id", "displayName", "avatarUrl"],
});

const columnsFor = (fields: readonly string[]) => personColumns(new Set(fields));

const isPersonal = (choice: Choice) => user.chosen(choice).some((name) => name === "email" || name === "phone");

const cacheFor = (choice: Choice): CachePolicy => (isPersonal(choice) ? PERSONAL : publicFor(60));

const tag = "users";

export function addPersonRoutes(api: RestApi<Context>): void {
  api.list({
    id: "listUsers",
    tag,
    summary: "Those with the given ids or username; all people, page by page, for staff",
    path: "/users",
    query: Type.Object({
      ...PAGE,
      ids: Type.Optional(IDS),
      username: Type.Optional(Type.String()),
      role: Type.Optional(Role),
      ...user.choice,
    }),
    item: User,
    cache: (query) => (query.ids === undefined && query.username === undefined ? PERSONAL : cacheFor(query)),
    async handle({ query }, context) {
      const { people, identity } = context;
      const fields = user.chosen(query);
      const columns = columnsFor(fields);
      if (query.ids !== undefined) {
        const rows = await Promise.all(idsOf(query.ids).map((id) => people.loaders.byId(id, columns)));
        return { data: await user.showAll(found(rows), fields, context) };
      }
      if (query.username !== undefined) {
        const row = await people.loaders.byUsername(query.username, columns);
        return { data: await user.showAll(found([row]), fields, context) };
      }
      const page = await listPeople(people.repository, identity, { ...pageOf(query), role: query.role }, columns);
      return listed(page, await user.showAll(rowsOf(page), fields, context));
    },
  });

  api.read({
    id: "getMe",
    tag,
    summary: "The person asking",
    path: "/users/me",
    query: Type.Object(user.choice),
    answer: User,
    cache: PERSONAL,
    handle: ({ query }, context) => oneself(ownFields(query), context),
  });

  api.read({
    id: "getUser",
    tag,
    summary: "One person",
    path: "/users/:id",
    params: BY_ID,
    query: Type.Object(user.choice),
    answer: User,
    cache: cacheFor,
    async handle({ params, query }, context) {
      const fields = user.chosen(query);
      const row = await context.people.loaders.byId(params.id, columnsFor(fields));
      return row && user.show(row, fields, context);
    },
  });

  api.write({
    id: "updateMe",
    tag,
    summary: "Changes what is given of one's own profile and leaves the rest",
    method: "PATCH",
    path: "/users/me",
    body: ProfilePatch,
    answer: User,
    held: User,
    async handle({ body, precondition }, context) {
      const show = (row: PersonRow) => user.show(row, OWN, context);
      const assertUnchanged = precondition && (async (now: PersonRow) => precondition(await show(now)));
      return show(await updateProfile(context.people.repository, context.identity, body, assertUnchanged));
    },
  });
}

const ownFields = (choice: Choice) =>
  choice.fields === undefined && choice.view === undefined ? OWN : user.chosen(choice);

/** @throws DomainError UNAUTHENTICATED, FORBIDDEN when whoever asks is no person */
async function oneself(fields: readonly string[], context: Context): Promise<object | null> {
  const { identity, people } = context;
  if (identity.kind !== "person") throw refusal(rules.ownProfile, identity);
  const row = await whoAsks(people.loaders, identity, columnsFor(fields));
  return row && user.show(row, fields, context);
}

/** Somebody who has just signed in sees their own email in the very answer. */
export async function showSignedIn(userId: string, context: Context): Promise<object | null> {
  const row = await context.people.loaders.byId(userId, columnsFor(OWN));
  return row && user.show({ ...row, signedIn: true }, OWN, context);
}
