import { people } from "../../people.ts";
import { FIRST_SELLER, SELLERS } from "../../products/seed/product.ts";
import { randomFor } from "../../seed/random.ts";
import { DAY, NOW } from "../../seed/time.ts";
import { type Locale, locales } from "./locales.ts";

export interface SeededPerson {
  readonly index: number;
  readonly username: string;
  readonly name: string;
  readonly displayName: string;
  readonly role: "CUSTOMER" | "SELLER" | "STAFF" | "ADMIN";
  readonly locale: Locale;
}

const shown = new Map<number, (typeof people)[keyof typeof people]>(
  Object.values(people).map((person) => [person.index, person]),
);

const FIRST_STAFF = FIRST_SELLER + SELLERS;
const FIRST_CUSTOMER = FIRST_STAFF + 3;

/** The person with a number, made from that number alone. */
export function personOf(index: number): SeededPerson {
  const random = randomFor("person", index);
  const known = shown.get(index);
  const locale = locales.find(({ countryCode }) => countryCode === known?.countryCode) ?? random.pick(locales);
  if (known) return { ...known, locale };
  const { faker } = locale;
  faker.seed(random.int(0, 2 ** 31));
  const [first, last] = [faker.person.firstName(), faker.person.lastName()];
  const role = index < FIRST_STAFF ? "SELLER" : index < FIRST_CUSTOMER ? "STAFF" : "CUSTOMER";
  const style = random.next();
  return {
    index,
    username: `${handle(first)}-${handle(last)}`
      .slice(0, 22)
      .replace(/-$/, "")
      .concat(`-${index.toString(36)}`),
    name: `${first} ${last}`,
    displayName:
      role === "SELLER" ? shopName(last, random.int(0, 3)) : style < 0.5 ? `${first} ${last.slice(0, 1)}.` : first,
    role,
    locale,
  };
}

/** When somebody joined: most before the first order. */
export function joinedAt(index: number): number {
  const random = randomFor("person joined", index);
  const long = index < FIRST_CUSTOMER || random.chance(0.85);
  return Math.floor(NOW - (long ? 401 + 1000 * random.next() : 2 + 399 * random.next()) * DAY);
}

/** A customer, chosen by a number from 0 up to 1; those with low numbers come more often. */
export function customerAt(users: number, chance: number): number {
  return FIRST_CUSTOMER + Math.floor((users - FIRST_CUSTOMER) * chance ** 1.5);
}

/** Letters that a username may have. */
function handle(name: string): string {
  const plain = name.normalize("NFD").replace(/ß/g, "ss").replace(/ø/gi, "o").replace(/ł/gi, "l").toLowerCase();
  return plain.replace(/[^a-z]/g, "") || "x";
}

const shopName = (last: string, style: number): string =>
  [`${last} & Co.`, `Studio ${last}`, `${last} Home`, `House of ${last}`][style] ?? last;
