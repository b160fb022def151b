/**
 * Every kind of somebody who may ask. `owner` is whose thing it is: the order's customer, the product's seller, the person
 * themselves. Keys are named after their scope.
 */
export const KINDS = [
  "anonymous",
  "owner",
  "other customer",
  "other seller",
  "staff",
  "admin",
  "key without a scope",
  "key orders:read",
  "key sales:read",
  "key stock:write",
] as const;
export type Kind = (typeof KINDS)[number];

export const PEOPLE = ["owner", "other customer", "other seller", "staff", "admin"] as const satisfies readonly Kind[];
export const HOUSE = ["staff", "admin"] as const satisfies readonly Kind[];

/** What came of asking. Wrong input and conflicts are told only to who may ask at all: they count as `allowed`. */
export type Outcome = "allowed" | "null" | "UNAUTHENTICATED" | "FORBIDDEN" | "NOT_FOUND";

/** One way to reach what a rule guards, and what must come of it, written by hand: not asked of the rules themselves. */
export interface Probe<Fixture> {
  /** The rule's name in its subgraph's table. */
  readonly rule: string;
  /** How it is reached: by id, alias, list, another type, a gateway's reference, a write. */
  readonly way: string;
  /** References can only be sent by gateways; joins over several subgraphs only to one; subscriptions go as streams. */
  readonly through: "subgraph" | "gateway" | "both" | "stream";
  readonly query: string;
  readonly variables: (fixture: Fixture) => Readonly<Record<string, unknown>>;
  /** Where in the answer stands what is guarded, for example `order.items.0.quantity`. */
  readonly at: string;
  readonly may: readonly Kind[] | "everybody";
  /** What all others get; `refused` is UNAUTHENTICATED for who has not signed in, and else FORBIDDEN. */
  readonly others?: Outcome | "refused" | ((kind: Kind) => Outcome);
}

export const refused = (kind: Kind): Outcome => (kind === "anonymous" ? "UNAUTHENTICATED" : "FORBIDDEN");

export function expectedOf<Fixture>({ may, others = "refused" }: Probe<Fixture>, kind: Kind): Outcome {
  if (may === "everybody" || may.includes(kind)) return "allowed";
  if (others === "refused") return refused(kind);
  return typeof others === "function" ? others(kind) : others;
}

interface Answer {
  readonly data: unknown;
  readonly errors: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

const DENIALS: readonly unknown[] = ["UNAUTHENTICATED", "FORBIDDEN", "NOT_FOUND"] satisfies Outcome[];
const TOLD_TO_THOSE_WHO_MAY: readonly unknown[] = ["BAD_USER_INPUT", "CONFLICT"];

/**
 * What came of asking, by an answer's value at the probe's place and the errors on the way there.
 * @throws Error when something else came of it: the probe is wrong, or what it asks
 */
export function outcomeOf<Fixture>({ at }: Probe<Fixture>, { data, errors }: Answer): Outcome {
  const place = at.split(".");
  const error = errors.find(({ path = [] }) => path.every((part, index) => String(part) === place[index]));
  if (error) {
    const code = error.extensions["code"];
    if (isDenial(code)) return code;
    if (error.path && TOLD_TO_THOSE_WHO_MAY.includes(code)) return "allowed";
    throw new Error(`${code}: ${error.message}`);
  }
  const value = place.reduce<unknown>((inside, part) => {
    if (typeof inside !== "object" || inside === null) return inside;
    return Object.entries(inside).find(([name]) => name === part)?.[1];
  }, data);
  return value === null || value === undefined ? "null" : "allowed";
}

const isDenial = (code: unknown): code is Exclude<Outcome, "allowed" | "null"> => DENIALS.includes(code);
