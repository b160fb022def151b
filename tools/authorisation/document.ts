import { ANONYMOUS, type Identity, ROLES, type Role, SCOPES } from "@threefold/identity";
import { allows, type Rule, type Rules } from "@threefold/subgraph-server";

const HEAD = `<!-- Made by \`node tools/run.mjs authorisation\` from subgraphs/*/src/authorisation.ts, never by hand. -->

# Who may read and write what

These tables are generated from the rules that the subgraphs enforce; there is no other list. They apply however something is
reached: by id, through a list, an alias, a fragment or another type, as an entity through the gateway, over GraphQL or REST.

**yes** means anybody's; **own** means their own, as the column *own means* defines it. A partner's key may do what its scopes in that column
allow, and what everybody may. Admins are staff too. The column *others* says what everyone else gets: *refused* is \`UNAUTHENTICATED\` before
signing in and \`FORBIDDEN\` after; *forbidden* is null with \`FORBIDDEN\`, whether or not there is something to see; *hidden* is what they would
get if it did not exist.
`;

const NOTES = `
\`npm run check\` verifies that every query and mutation, every entity and every field that a schema calls private has a rule.
How identities are established and passed on: [identity tokens](decisions/0001-identity-tokens.md),
[API keys](decisions/0002-api-keys.md).
`;

const COLUMNS = ["nobody", "customer", "seller", "staff", "admin", "partner's key", "service"];

/** The document of who may do what, as Markdown. */
export function documentOf(tables: Readonly<Record<string, Rules>>): string {
  return (
    HEAD +
    Object.entries(tables)
      .map(([name, rules]) => section(name, rules))
      .join("") +
    NOTES
  );
}

function section(name: string, rules: Rules): string {
  const all = Object.values(rules);
  const part = (title: string, action: Rule["action"]) =>
    `\n### ${title}\n\n${table(all.filter((rule) => rule.action === action))}`;
  return `\n## ${name}\n${part("Reading", "read")}${part("Writing", "write")}`;
}

function table(rules: readonly Rule[]): string {
  const head = ["what", ...COLUMNS, "own means", "others", "where"];
  return [head, head.map(() => "---"), ...rules.map(row)].map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

function row(rule: Rule): string[] {
  const open = rule.to.includes("everybody");
  return [
    rule.thing,
    allows(rule, ANONYMOUS) ? "yes" : "",
    ...ROLES.map((role) => asked(rule, role)),
    open
      ? "yes"
      : SCOPES.filter((scope) => allows(rule, partner(scope)))
          .map((scope) => `\`${scope}\``)
          .join(", "),
    open ? "yes" : services(rule).join(", "),
    rule.owner ?? "",
    open ? "" : rule.otherwise,
    rule.guards.map((place) => `\`${place}\``).join(" "),
  ];
}

function asked(rule: Rule, role: Role): string {
  const person: Identity = { kind: "person", id: "they", role, scopes: [] };
  if (allows(rule, person, "somebody else")) return "yes";
  return allows(rule, person, "they") ? "own" : "";
}

const partner = (scope: string): Identity => ({ kind: "partner", id: "key", scopes: [scope] });

/** Those that a rule names; the rule itself says whether they may. */
const services = (rule: Rule): string[] =>
  rule.to
    .filter((grant) => grant.startsWith("service "))
    .map((grant) => grant.slice("service ".length))
    .filter((name) => allows(rule, { kind: "service", name }));
