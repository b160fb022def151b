/** Somebody whom the documentation shows, and as whom one can sign in to a seeded system in development. */
export interface Person {
  /** Which of the seeded people it is. */
  readonly index: number;
  readonly username: string;
  readonly name: string;
  readonly displayName: string;
  readonly role: "CUSTOMER" | "SELLER" | "STAFF" | "ADMIN";
  /** Where they live. */
  readonly countryCode: string;
  /** What there is to see as them. */
  readonly about: string;
  /** Known to everybody: good for development only. */
  readonly password: string;
}

/** A customer with orders in several states and a filled cart, a seller, staff, and an administrator. */
export const people = {
  ada: {
    index: 0,
    username: "ada",
    name: "Ada Morgenstern",
    displayName: "Ada M.",
    role: "CUSTOMER",
    countryCode: "DE",
    about: "a customer with orders in several states and a filled cart",
    password: "ada-threefold",
  },
  sol: {
    index: 1,
    username: "sol",
    name: "Sol Ferreira",
    displayName: "Sol's Workshop",
    role: "SELLER",
    countryCode: "ES",
    about: "a seller: changes what he sells, counts his stock",
    password: "sol-threefold",
  },
  stan: {
    index: 2,
    username: "stan",
    name: "Stan Kowalski",
    displayName: "Stan from Threefold",
    role: "STAFF",
    countryCode: "PL",
    about: "staff: sees and advances all orders, reads the sales figures",
    password: "stan-threefold",
  },
  amira: {
    index: 3,
    username: "amira",
    name: "Amira Haddad",
    displayName: "Amira from Threefold",
    role: "ADMIN",
    countryCode: "FR",
    about: "runs the place: all that staff may, and more",
    password: "amira-threefold",
  },
} as const satisfies Record<string, Person>;
