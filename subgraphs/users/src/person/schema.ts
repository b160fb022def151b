import { nullable } from "@threefold/rest-server";
import { Time } from "@threefold/subgraph-server/rest";
import Type from "typebox";

export const Role = Type.Enum(["CUSTOMER", "SELLER", "STAFF", "ADMIN"]);

/** A person as REST shows them. `email` and `phone` are for themselves and staff. */
export const User = Type.Object(
  {
    id: Type.String({ description: "Opaque and permanent." }),
    ...Type.Partial(
      Type.Object({
        username: Type.String({ description: "Unique: what they sign in with and stand under in addresses." }),
        displayName: Type.String({ description: "What they are called on pages." }),
        avatarUrl: Type.String(),
        bio: nullable(Type.String()),
        role: Role,
        email: Type.String({ description: "For themselves and staff." }),
        phone: nullable(Type.String({ description: "For themselves and staff." })),
        createdAt: Time,
      }),
    ).properties,
  },
  { $id: "User", description: "A person: buys, sells, writes reviews, or works here.", additionalProperties: false },
);

export const ProfilePatch = Type.Object(
  {
    displayName: Type.Optional(Type.String({ description: "1 to 80 characters." })),
    bio: Type.Optional(nullable(Type.String({ description: "At most 500 characters; null clears it." }))),
    email: Type.Optional(Type.String()),
    phone: Type.Optional(nullable(Type.String({ description: "At most 30 characters; null clears it." }))),
  },
  { additionalProperties: false },
);
