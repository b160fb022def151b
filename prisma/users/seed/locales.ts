import { base, de, es, Faker, fr, it, type LocaleDefinition, nl, pl, type Randomizer, sv } from "@faker-js/faker";
import { randomFor } from "../../seed/random.ts";

/** A country that people come from: its names, streets and telephone numbers. */
export interface Locale {
  readonly countryCode: string;
  readonly faker: Faker;
}

const locale = (countryCode: string, definition: LocaleDefinition): Locale => ({
  countryCode,
  faker: new Faker({ locale: [definition, base], randomizer: randomizer() }),
});

/** Chance for faker that, unlike its own, costs nothing to begin anew for each person. */
function randomizer(): Randomizer {
  let random = randomFor("faker", 0);
  return {
    next: () => random.next(),
    seed: (seed) => {
      random = randomFor("faker", typeof seed === "number" ? seed : (seed[0] ?? 0));
    },
  };
}

export const locales: readonly Locale[] = [
  locale("DE", de),
  locale("FR", fr),
  locale("IT", it),
  locale("ES", es),
  locale("NL", nl),
  locale("PL", pl),
  locale("SE", sv),
];
