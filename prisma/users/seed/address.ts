import { people } from "../../people.ts";
import { randomFor } from "../../seed/random.ts";
import { personOf } from "./person.ts";

export interface SeededAddress {
  readonly label: string;
  readonly recipient: string;
  readonly line1: string;
  readonly line2: string | null;
  readonly city: string;
  readonly postalCode: string;
  readonly countryCode: string;
}

/** Somebody's address book, the default one first. Everybody has one to three; Ada has two. */
export function addressesOf(personIndex: number): SeededAddress[] {
  const random = randomFor("addresses", personIndex);
  const { name, locale } = personOf(personIndex);
  const count = personIndex === people.ada.index ? 2 : random.chance(0.7) ? 1 : random.int(2, 3);
  const { faker, countryCode } = locale;
  faker.seed(random.int(0, 2 ** 31));
  return ["Home", "Work", "Holiday"].slice(0, count).map((label) => ({
    label,
    recipient: name,
    line1: faker.location.streetAddress(),
    line2: random.chance(0.12) ? `c/o ${faker.person.lastName()}` : null,
    city: faker.location.city(),
    postalCode: faker.location.zipCode(),
    countryCode,
  }));
}
