import { asRest, PERSONAL, selectionOf, USER } from "../fields.ts";
import { type Connection, type Make, type Node, oneOf, PAGE, page, paged, search } from "./case.ts";

export const user: Make = (random, { people }) => {
  const personal = random.chance(0.2);
  const twins = personal ? { ...USER, ...PERSONAL } : USER;
  const fields = personal ? [random.pick(Object.keys(PERSONAL))] : random.some(Object.keys(USER));
  const id = oneOf(random, people);
  return {
    query: `query ($id: ID!) { user(id: $id) { ${selectionOf(twins, fields)} } }`,
    variables: { id },
    path: `/users/${id}?fields=${fields}`,
    expected: ({ user: node }) => node && asRest(twins, fields)(node as Node),
  };
};

export const users: Make = (random) => {
  const fields = random.some(Object.keys(USER));
  const role = random.pick([null, "CUSTOMER", "SELLER", "STAFF", "ADMIN"]);
  const first = random.pick([1, 10, 100]);
  return {
    query: `query ($first: Int, $role: Role) { users(first: $first, role: $role) { edges { node { ${selectionOf(USER, fields)} } } ${PAGE} } }`,
    variables: { first, role },
    path: `/users?${search({ limit: first, role, fields })}`,
    expected: ({ users }) => page(users as Connection, asRest(USER, fields)),
    given: paged,
  };
};
