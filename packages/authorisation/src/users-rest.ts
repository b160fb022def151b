import { twins } from "./rest.ts";
import { type UsersFixture, userProbes } from "./users.ts";

const address = {
  label: "Home",
  recipient: "A",
  line1: "1 Way",
  city: "Berlin",
  postalCode: "10115",
  countryCode: "DE",
};

/** `/users/me` has a rule of its own over HTTP: nobody gets 401 there, where the graph has null. */
export const userRestProbes = twins<UsersFixture>(userProbes, {
  "profile, by id": ({ person }) => ({ path: `/users/${person.id}` }),
  "profile, by reference": ({ person }) => ({ path: `/users?ids=${person.id}`, at: "data.0.displayName" }),
  "personal, email by id": ({ person }) => ({ path: `/users/${person.id}?fields=email` }),
  "personal, email by username, as an alias": ({ person }) => ({
    path: `/users?username=${person.username}&fields=email`,
  }),
  "personal, phone by id": ({ person }) => ({ path: `/users/${person.id}?fields=phone` }),
  "personal, phone by reference": ({ person }) => ({ path: `/users?ids=${person.id}&fields=phone` }),
  "personal, addresses by id": ({ person }) => ({ path: `/users/${person.id}/addresses` }),
  "address, by reference": ({ addressId }) => ({ path: `/addresses/${addressId}` }),
  "people, as a list": () => ({ path: "/users?limit=1" }),
  "ownProfile, by a write": () => ({ method: "PATCH", path: "/users/me", body: {} }),
  "ownAddresses, by adding": () => ({ path: "/users/me/addresses", body: address }),
  "ownAddresses, by updateAddress of an address of the owner's": ({ addressId }) => ({
    method: "PATCH",
    path: `/addresses/${addressId}`,
    body: {},
  }),
  "ownAddresses, by removeAddress of an address of the owner's": ({ addressId }) => ({
    method: "DELETE",
    path: `/addresses/${addressId}`,
  }),
  "signIn, by signing up with what is wrong": () => ({
    path: "/users",
    body: { username: "-", displayName: "", email: "", password: "" },
  }),
  "signOut, everywhere": () => ({ method: "DELETE", path: "/sessions" }),
  "apiKeys, as a list": () => ({ path: "/api-keys" }),
  "changeApiKeys, by making one": () => ({ path: "/api-keys", body: { name: "Probe", scopes: ["ORDERS_READ"] } }),
  "changeApiKeys, by revoking one": ({ apiKeyId }) => ({ method: "DELETE", path: `/api-keys/${apiKeyId}` }),
});
