import { named, type RestApi } from "@threefold/rest-server";
import { Time } from "@threefold/subgraph-server/rest";
import Type from "typebox";
import type { Context } from "../context.ts";
import { showSignedIn } from "../person/rest.ts";

import { refreshSession, signIn, signOut, signOutEverywhere, signUp } from "./actions.ts";
import type { OpenedSession } from "./tokens.ts";

const Session = Type.Object(
  {
    accessToken: Type.String({ description: "Send it as `Authorization: Bearer …`." }),
    expiresAt: Time,
    refreshToken: Type.String({
      description: "Exchange it for new tokens before the access token ends. It is good once.",
    }),
    endsAt: Time,
    user: named<object>("User"),
  },
  { $id: "Session", description: "What signing in gives.", additionalProperties: false },
);

const NewUser = Type.Object(
  {
    username: Type.String({ description: "Unique: 3 to 30 lower-case letters, digits and hyphens, a letter first." }),
    displayName: Type.String({ description: "1 to 80 characters." }),
    email: Type.String(),
    password: Type.String({ description: "10 to 200 characters." }),
  },
  { additionalProperties: false },
);

const tag = "sessions";

export function addSessionRoutes(api: RestApi<Context>): void {
  api.write({
    id: "signUp",
    tag,
    summary: "Opens an account as a customer, and signs in",
    method: "POST",
    keyed: "never",
    path: "/users",
    body: NewUser,
    answer: Session,
    status: 201,
    location: () => "users/me",
    handle: async ({ body }, context) =>
      show(await signUp(context.sessions, body, context.caller.clientAddress), context),
  });

  api.write({
    id: "signIn",
    tag,
    summary: "Exchanges a username and password for a session",
    method: "POST",
    keyed: "never",
    path: "/sessions",
    body: Type.Object({ username: Type.String(), password: Type.String() }, { additionalProperties: false }),
    answer: Session,
    status: 201,
    location: () => "sessions/current",
    handle: async ({ body }, context) =>
      show(await signIn(context.sessions, body, context.caller.clientAddress), context),
  });

  api.write({
    id: "refreshSession",
    tag,
    summary: "Exchanges a refresh token for a new session's worth of tokens. Each is good for one exchange.",
    method: "POST",
    keyed: "never",
    path: "/sessions/refresh",
    body: Type.Object({ refreshToken: Type.String() }, { additionalProperties: false }),
    answer: Session,
    handle: async ({ body }, context) => show(await refreshSession(context.sessions, body.refreshToken), context),
  });

  api.write({
    id: "signOut",
    tag,
    summary: "Ends the session that is asking, on this device",
    method: "DELETE",
    path: "/sessions/current",
    async handle(_input, { identity, sessions }) {
      await signOut(sessions, identity);
      return undefined;
    },
  });

  api.write({
    id: "signOutEverywhere",
    tag,
    summary: "Ends all sessions of the person asking, on all devices",
    method: "DELETE",
    path: "/sessions",
    answer: Type.Object({ ended: Type.Integer() }, { additionalProperties: false }),
    handle: async (_input, { identity, sessions }) => ({ ended: await signOutEverywhere(sessions, identity) }),
  });
}

async function show({ userId, expiresAt, endsAt, ...tokens }: OpenedSession, context: Context) {
  const user = await showSignedIn(userId, context);
  return { ...tokens, expiresAt: expiresAt.toISOString(), endsAt: endsAt.toISOString(), user };
}
