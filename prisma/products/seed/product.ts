import { people } from "../../people.ts";
import { idOf } from "../../seed/ids.ts";
import { randomFor } from "../../seed/random.ts";
import { DAY, NOW } from "../../seed/time.ts";
import { type LeafCategory, leafCategories } from "./categories.ts";
import { BRANDS, SERIES } from "./words.ts";

/** What other rows must know of a product. */
export interface Product {
  readonly index: number;
  readonly id: string;
  readonly category: LeafCategory;
  readonly brand: string;
  readonly series: string;
  /** What it is, in lower case, for example `desk lamp`. */
  readonly noun: string;
  readonly name: string;
  /** In cents. */
  readonly price: number;
  readonly sellerIndex: number;
  readonly createdAt: number;
  readonly discontinued: boolean;
  /** What buyers think of it on average, from 1 to 5. */
  readonly quality: number;
}

/** People with these numbers sell things, and so does Sol. */
export const FIRST_SELLER = 4;
export const SELLERS = 24;
/** Sol sells every sixteenth product. */
const SOLS_SHARE = 16;

/** The product with a number, made from that number alone. */
export function productOf(index: number): Product {
  const random = randomFor("product", index);
  const place = random.int(0, leafCategories.length - 1);
  const category = leafCategories[place];
  if (!category) throw new RangeError(`no category ${place}`);
  const { leaf } = category;
  const series = random.pick(SERIES);
  const noun = random.pick(leaf.nouns);
  const trait = random.chance(0.6) ? `${random.pick(leaf.traits)} ` : "";
  return {
    index,
    id: idOf("product", index),
    category,
    // A maker stands for a few kinds of things, and so does a seller.
    brand: BRANDS[(place * 5 + random.int(0, 4)) % BRANDS.length] ?? BRANDS[0],
    series,
    noun: noun.toLowerCase(),
    name: `${series} ${trait}${noun}`,
    price: priceBetween(leaf.euros, random.next()),
    sellerIndex:
      index % SOLS_SHARE === 3 ? people.sol.index : FIRST_SELLER + ((place * 3 + random.int(0, 4)) % SELLERS),
    createdAt: listedAt(random.next(), random.next()),
    discontinued: random.chance(0.05),
    quality: Math.min(4.9, Math.max(2.2, 4.1 + 0.55 * random.bell())),
  };
}

/** Cheap things are many and dear ones few; prices end as prices do. */
function priceBetween([low, high]: readonly [number, number], chance: number): number {
  const euros = Math.round(low * (high / low) ** (chance ** 1.4));
  return euros < 20 ? euros * 100 - 10 : euros < 100 ? euros * 100 - 5 : Math.round(euros / 5) * 500;
}

/** Nine of ten products were there before the first order; the others came since. */
function listedAt(age: number, recent: number): number {
  return Math.floor(NOW - (recent < 0.9 ? 401 + age * 900 : 1 + age * 399) * DAY);
}
