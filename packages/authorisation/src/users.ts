import { HOUSE, PEOPLE, type Probe } from "./probe.ts";

/** What the probes of the users subgraph are sent at. */
export interface UsersFixture {
  /** The owner. */
  readonly person: { readonly id: string; readonly username: string };
  /** In the owner's book. */
  readonly addressId: string;
  readonly apiKeyId: string;
}

const REFERENCE = "query ($r: [_Any!]!) { _entities(representations: $r)";
const byId = ({ person }: UsersFixture) => ({ id: person.id });
const byUsername = ({ person }: UsersFixture) => ({ username: person.username });
const user = ({ person }: UsersFixture) => ({ r: [{ __typename: "User", id: person.id }] });
const personal = { rule: "personal", may: ["owner", ...HOUSE], others: "FORBIDDEN" } as const;

export const userProbes: readonly Probe<UsersFixture>[] = [
  {
    rule: "profile",
    way: "by id",
    through: "both",
    query: "query ($id: ID!) { user(id: $id) { displayName } }",
    variables: byId,
    at: "user.displayName",
    may: "everybody",
  },
  {
    rule: "profile",
    way: "by reference",
    through: "subgraph",
    query: `${REFERENCE} { ... on User { displayName } } }`,
    variables: user,
    at: "_entities.0.displayName",
    may: "everybody",
  },
  {
    rule: "oneself",
    way: "as oneself",
    through: "both",
    query: "{ me { email } }",
    variables: () => ({}),
    at: "me.email",
    may: PEOPLE,
    others: "null",
  },
  ...["email", "phone", "addresses { line1 }"].flatMap((field): Probe<UsersFixture>[] => {
    const [name] = field.split(" ");
    return [
      {
        ...personal,
        way: `${name} by id`,
        through: "both",
        query: `query ($id: ID!) { user(id: $id) { ${field} } }`,
        variables: byId,
        at: `user.${name}`,
      },
      {
        ...personal,
        way: `${name} by username, as an alias`,
        through: "both",
        query: `query ($username: String!) { they: userByUsername(username: $username) { bio: ${field} } }`,
        variables: byUsername,
        at: "they.bio",
      },
      {
        ...personal,
        way: `${name} by reference`,
        through: "subgraph",
        query: `${REFERENCE} { ... on User { ${field} } } }`,
        variables: user,
        at: `_entities.0.${name}`,
      },
    ];
  }),
  {
    rule: "address",
    way: "by reference",
    through: "subgraph",
    query: `${REFERENCE} { ... on Address { line1 } } }`,
    variables: ({ addressId }) => ({ r: [{ __typename: "Address", id: addressId }] }),
    at: "_entities.0.line1",
    may: ["owner", ...HOUSE],
    others: "null",
  },
  {
    rule: "people",
    way: "as a list",
    through: "both",
    query: "{ users { edges { node { id } } } }",
    variables: () => ({}),
    at: "users.edges",
    may: HOUSE,
  },
  {
    rule: "ownProfile",
    way: "by a write",
    through: "both",
    query: "mutation { updateProfile(input: {}) { id } }",
    variables: () => ({}),
    at: "updateProfile.id",
    may: PEOPLE,
  },
  {
    rule: "ownAddresses",
    way: "by adding",
    through: "both",
    query: `mutation { addAddress(input: {
      label: "Home", recipient: "A", line1: "1 Way", city: "Berlin", postalCode: "10115", countryCode: "DE" }) { id } }`,
    variables: () => ({}),
    at: "addAddress.id",
    may: PEOPLE,
  },
  ...(["updateAddress(id: $id, input: {}) { id }", "removeAddress(id: $id)"] as const).map(
    (field): Probe<UsersFixture> => ({
      rule: "ownAddresses",
      way: `by ${field.split("(")[0]} of an address of the owner's`,
      through: "both",
      query: `mutation ($id: ID!) { ${field} }`,
      variables: ({ addressId }) => ({ id: addressId }),
      at: field.split("(")[0] ?? "",
      may: ["owner"],
      others: (kind) => {
        if (kind === "anonymous") return "UNAUTHENTICATED";
        return kind.startsWith("key ") ? "FORBIDDEN" : "NOT_FOUND";
      },
    }),
  ),
  {
    rule: "signIn",
    way: "by signing up with what is wrong",
    through: "both",
    query: `mutation { signUp(input: { username: "-", displayName: "", email: "", password: "" }) { accessToken } }`,
    variables: () => ({}),
    at: "signUp.accessToken",
    may: "everybody",
  },
  {
    rule: "signOut",
    way: "everywhere",
    through: "both",
    query: "mutation { signOutEverywhere }",
    variables: () => ({}),
    at: "signOutEverywhere",
    may: PEOPLE,
  },
  {
    rule: "apiKeys",
    way: "as a list",
    through: "both",
    query: "{ apiKeys { edges { node { hint } } } }",
    variables: () => ({}),
    at: "apiKeys.edges",
    may: ["admin"],
  },
  {
    rule: "changeApiKeys",
    way: "by making one",
    through: "both",
    query: 'mutation { createApiKey(input: { name: "Probe", scopes: [ORDERS_READ] }) { key } }',
    variables: () => ({}),
    at: "createApiKey.key",
    may: ["admin"],
  },
  {
    rule: "changeApiKeys",
    way: "by revoking one",
    through: "both",
    query: "mutation ($id: ID!) { revokeApiKey(id: $id) { revokedAt } }",
    variables: ({ apiKeyId }) => ({ id: apiKeyId }),
    at: "revokeApiKey.revokedAt",
    may: ["admin"],
  },
];
