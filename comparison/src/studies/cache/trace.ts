import { seeded } from "../../random.ts";

export interface Visit {
  /** Milliseconds since the trace began. */
  readonly at: number;
  /** Which session it belongs to, in the order in which they began. */
  readonly session: number;
  readonly person: number;
  readonly screen: "home" | "product-list" | "product-detail" | "search-autocomplete";
  /** Which product, by its rank; which word, by its rank. */
  readonly rank: number;
}

export interface TraceOptions {
  readonly seed: number;
  readonly sessions: number;
  /** People who come back: a session is one of theirs. */
  readonly people: number;
  readonly products: number;
  readonly words: number;
}

/** Between the beginnings of two sessions, and between two screens of one; means in milliseconds. */
const APART = { sessions: 4_000, screens: 15_000 };
/** How often a person goes on to another product. */
const GOES_ON = 0.65;
const SEARCHES = 0.3;

/**
 * A shop's visitors: each sees the home page, perhaps the list or a search, and then products, of which few are looked at often
 * (Zipf, exponent 1: Breslau et al., INFOCOM 1999). Sessions begin by chance, one after another, and go on beside each other.
 */
export function traceOf({ seed, sessions, people, products, words }: TraceOptions): Visit[] {
  const random = seeded(seed);
  const after = (mean: number) => -Math.log(1 - random()) * mean;
  const [product, word] = [zipf(products, random), zipf(words, random)];
  const visits: Visit[] = [];
  let began = 0;
  for (let session = 0; session < sessions; session++) {
    began += after(APART.sessions);
    const person = Math.floor(random() * people);
    let at = began;
    const visit = (screen: Visit["screen"], rank = 0) => {
      visits.push({ at: Math.round(at), session, person, screen, rank });
      at += after(APART.screens);
    };
    visit("home");
    if (random() < SEARCHES) visit("search-autocomplete", word());
    else visit("product-list");
    do visit("product-detail", product());
    while (random() < GOES_ON);
  }
  return visits.sort((a, b) => a.at - b.at || a.session - b.session);
}

/** Ranks from 0, the first the most frequent: the n-th is n times less so. */
function zipf(count: number, random: () => number): () => number {
  const weights = Array.from({ length: count }, (_, rank) => 1 / (rank + 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return () => {
    let left = random() * total;
    const rank = weights.findIndex((weight) => {
      left -= weight;
      return left < 0;
    });
    return rank === -1 ? count - 1 : rank;
  };
}
