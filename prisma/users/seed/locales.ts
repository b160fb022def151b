import {
  base,
  de,
  es,
  type Faker,
  Faker as FakerClass,
  fr,
  it,
  type LocaleDefinition,
  nl,
  pl,
  sv,
} from "@faker-js/faker";

/** A country that people come from: its names, streets and telephone numbers. */
export interface Locale {
  readonly countryCode: string;
  readonly faker: Faker;
}

const locale = (countryCode: string, definition: LocaleDefinition): Locale => ({
  countryCode,
  faker: new FakerClass({ locale: [definition, base] }),
});

export const locales: readonly Locale[] = [
  locale("DE", de),
  locale("FR", fr),
  locale("IT", it),
  locale("ES", es),
  locale("NL", nl),
  locale("PL", pl),
  locale("SE", sv),
];
