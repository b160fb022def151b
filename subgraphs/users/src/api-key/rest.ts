import { named, nullable, type RestApi, SECRET } from "@threefold/rest-server";
import { BY_ID, listed, PAGE, pageOf, rowsOf, Time } from "@threefold/subgraph-server/rest";
import Type from "typebox";
import type { Context } from "../context.ts";

import { createKey, listKeys, revokeKey } from "./actions.ts";
import type { ApiKeyRow } from "./repository.ts";
import { scopeNames } from "./rules.ts";

const Scopes = Type.Array(Type.Enum(["ORDERS_READ", "SALES_READ", "STOCK_WRITE"]));
const time = nullable(Time);

const ApiKey = Type.Object(
  {
    id: Type.String(),
    name: Type.String({ description: "Whose it is and what for, in words." }),
    hint: Type.String({ description: "The last four characters of the key, to know it by." }),
    scopes: Scopes,
    createdById: nullable(Type.String({ description: "Who made it. Null when their account is gone." })),
    createdAt: Time,
    expiresAt: time,
    lastUsedAt: time,
    revokedAt: time,
  },
  {
    $id: "ApiKey",
    description: "What a partner's program shows to say who it is; not the key itself.",
    additionalProperties: false,
  },
);

const show = ({ id, name, hint, scopes, createdBy, createdAt, expiresAt, lastUsedAt, revokedAt }: ApiKeyRow) => ({
  id,
  name,
  hint,
  scopes: scopeNames(scopes),
  createdById: createdBy,
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt?.toISOString() ?? null,
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
  revokedAt: revokedAt?.toISOString() ?? null,
});

const tag = "api-keys";

export function addApiKeyRoutes(api: RestApi<Context>): void {
  api.list({
    id: "listApiKeys",
    tag,
    summary: "All API keys, newest first, those that ended as well. For admins.",
    path: "/api-keys",
    query: Type.Object(PAGE),
    item: ApiKey,
    cache: SECRET,
    async handle({ query }, { identity, apiKeys }) {
      const page = await listKeys(apiKeys, identity, pageOf(query));
      return listed(page, rowsOf(page).map(show));
    },
  });

  api.write({
    id: "createApiKey",
    tag,
    summary: "Makes an API key. This answer is the only place where the key is ever seen. By admins.",
    method: "POST",
    keyed: "never",
    path: "/api-keys",
    body: Type.Object(
      { name: Type.String(), scopes: Scopes, expiresAt: Type.Optional(time) },
      { additionalProperties: false },
    ),
    answer: Type.Object({ key: Type.String(), apiKey: named<object>("ApiKey") }, { additionalProperties: false }),
    status: 201,
    async handle({ body: { expiresAt, ...rest } }, { identity, apiKeys }) {
      const input = { ...rest, expiresAt: expiresAt == null ? null : new Date(expiresAt) };
      const { key, apiKey } = await createKey(apiKeys, identity, input);
      return { key, apiKey: show(apiKey) };
    },
  });

  api.write({
    id: "revokeApiKey",
    tag,
    summary: "Ends an API key: it is refused everywhere within half a minute. By admins.",
    method: "DELETE",
    path: "/api-keys/:id",
    params: BY_ID,
    answer: ApiKey,
    handle: async ({ params }, { identity, apiKeys }) => show(await revokeKey(apiKeys, identity, params.id)),
  });
}
