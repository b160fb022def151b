/** The size and weight of one piece, packed. */
export interface Parcel {
  readonly weightGrams: number;
  readonly dimensions: { readonly lengthMm: number; readonly widthMm: number; readonly heightMm: number };
}

interface Zone {
  /** In cents: for the parcel, and for each started kilogram. */
  readonly base: bigint;
  readonly perKilogram: bigint;
  readonly days: readonly [min: number, max: number];
}

const HOME = new Set(["DE"]);
const NEIGHBOURS = new Set(
  "AT BE BG CY CZ DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK CH LI NO IS GB".split(" "),
);

const ZONES = {
  home: { base: 290n, perKilogram: 60n, days: [1, 2] },
  neighbours: { base: 690n, perKilogram: 140n, days: [3, 6] },
  world: { base: 1490n, perKilogram: 520n, days: [6, 14] },
} as const satisfies Record<string, Zone>;

/** Carriers' usual divisor for air freight: 5,000 cm³ count as one kilogram. */
const MM3_PER_GRAM = 5_000;

/** What sending one piece costs, in cents: by its weight or its size, whichever is more, for each started kilogram. */
export function shippingCost(parcel: Parcel, destination: string): bigint {
  const { lengthMm, widthMm, heightMm } = parcel.dimensions;
  const bySize = (lengthMm * widthMm * heightMm) / MM3_PER_GRAM;
  const kilograms = BigInt(Math.ceil(Math.max(parcel.weightGrams, bySize) / 1000));
  const zone = zoneOf(destination);
  return zone.base + zone.perKilogram * kilograms;
}

/** How many working days a parcel is on its way: at least, and at most. */
export const shippingDays = (destination: string): readonly [min: number, max: number] => zoneOf(destination).days;

function zoneOf(destination: string): Zone {
  if (HOME.has(destination)) return ZONES.home;
  return NEIGHBOURS.has(destination) ? ZONES.neighbours : ZONES.world;
}

/** The day a parcel should arrive that leaves now: the most working days, counted over weekends. */
export function expectedOn(shippedAt: Date, destination: string): Date {
  const day = new Date(Date.UTC(shippedAt.getUTCFullYear(), shippedAt.getUTCMonth(), shippedAt.getUTCDate()));
  for (let left = shippingDays(destination)[1]; left > 0; ) {
    day.setUTCDate(day.getUTCDate() + 1);
    if (day.getUTCDay() !== 0 && day.getUTCDay() !== 6) left--;
  }
  return day;
}
