import { type Identity, isSelf } from "@threefold/identity";
import {
  check,
  countryCode,
  DomainError,
  demand,
  demandPerson,
  idOf,
  line,
  lines,
  present,
  whole,
  withoutNulls,
} from "@threefold/subgraph-server";
import { z } from "zod";
import { rules } from "../authorisation.ts";
import type { CreateProductInput, ProductFilter, UpdateProductInput } from "../generated/resolvers.ts";
import type { Branch } from "./branch.ts";

/** The one currency that this shop sells in: what costs something in another could be listed, and never be ordered. */
const CURRENCY = "EUR";

/** So that no order or sum of orders is ever worth more than the graph's `MinorUnits` can show. */
const MOST_AMOUNT = 10_000_000;

const amount = z.int().positive("must be above 0").max(MOST_AMOUNT, `must be at most ${MOST_AMOUNT}`);
const side = whole(1, 10_000);
const tags = z.array(line(1, 40)).max(20, "must be at most 20");

const creation = z.object({
  sku: z.string().regex(/^[A-Z0-9-]{3,40}$/, "must be 3 to 40 capital letters, digits and hyphens"),
  name: line(1, 120),
  tagline: line(0, 160).nullish(),
  description: lines(1, 5_000),
  brand: line(1, 80),
  categorySlug: z.string(),
  price: amount,
  currency: z.literal(CURRENCY, `must be ${CURRENCY}, the one currency that this shop sells in`),
  weightGrams: whole(1, 100_000),
  dimensions: z.object({ lengthMm: side, widthMm: side, heightMm: side }),
  material: line(0, 80).nullish(),
  color: line(0, 40).nullish(),
  countryOfOrigin: countryCode,
  warrantyMonths: whole(0, 120),
  attributes: z.array(z.object({ name: line(1, 60), value: line(1, 200) })).max(30, "must be at most 30"),
  tags,
  onHand: whole(0, 1_000_000),
  sellerId: idOf("person").nullish(),
});

const changes = z.object({
  name: line(1, 120).optional(),
  tagline: line(0, 160).nullish(),
  description: lines(1, 5_000).optional(),
  categorySlug: z.string().optional(),
  price: amount.optional(),
  compareAtPrice: amount.nullish(),
  tags: tags.optional(),
  status: z.enum(["ACTIVE", "DISCONTINUED"]).optional(),
});

const criteria = z.object({
  categorySlug: z.string().nullish(),
  sellerId: z.string().nullish(),
  minPrice: z.int().min(0, "must be at least 0").nullish(),
  maxPrice: z.int().min(0, "must be at least 0").nullish(),
  minRating: z.number().min(1, "must be from 1 to 5").max(5, "must be from 1 to 5").nullish(),
  inStock: z.boolean().nullish(),
});

/** The category that a product stands in. */
export interface Shelf {
  readonly id: string;
  readonly path: string[];
}

export type NewProduct = ReturnType<typeof newProduct>;
export type ProductChanges = ReturnType<typeof productChanges>;

/** What a list of products is narrowed to; what is undefined narrows nothing. */
export interface ProductCriteria {
  readonly branch?: Branch | undefined;
  readonly sellerId?: string | undefined;
  readonly minPrice?: number | undefined;
  readonly maxPrice?: number | undefined;
  readonly minRating?: number | undefined;
  readonly inStock?: boolean | undefined;
}

/** @throws DomainError BAD_USER_INPUT */
export function checkFilter(filter: ProductFilter | null | undefined) {
  const given = check(criteria, filter ?? {}, ["filter"]);
  if (given.minPrice != null && given.maxPrice != null && given.minPrice > given.maxPrice) {
    throw DomainError.badInput([{ path: ["filter", "minPrice"], message: "must not be above maxPrice" }]);
  }
  return given;
}

export const checkCreation = (input: CreateProductInput) => check(creation, input, ["input"]);
export const checkChanges = (input: UpdateProductInput) =>
  check(changes, withoutNulls(input, ["tagline", "compareAtPrice"]), ["input"]);

/** Text to search by: 1 to 100 characters that are not all space. */
export const checkSearch = (args: { query: string; first?: number | null | undefined }) =>
  check(z.object({ query: line(1, 100), first: whole(1, 50) }), { query: args.query, first: args.first ?? 10 });

/**
 * Who will be the seller of a new product: the person asking, or whom staff names.
 * @throws DomainError UNAUTHENTICATED, FORBIDDEN
 */
export function sellerFor(identity: Identity, named: string | null | undefined): string {
  const asking = demandPerson(rules.list, identity);
  if (named != null && !isSelf(identity, named.toLowerCase())) demand(rules.listForOthers, identity);
  return named ?? asking;
}

export function newProduct(input: ReturnType<typeof checkCreation>, shelf: Shelf, sellerId: string) {
  const { categorySlug: _, price, dimensions, ...rest } = input;
  return {
    ...rest,
    ...dimensions,
    tagline: rest.tagline ?? null,
    material: rest.material ?? null,
    color: rest.color ?? null,
    slug: slugOf(input.name),
    categoryId: shelf.id,
    categoryPath: shelf.path,
    priceAmount: BigInt(price),
    images: [],
    sellerId,
  };
}

/**
 * What is written of a product. A price that rises to what it was reduced from is not reduced any more.
 * @param now its prices, while nobody else can change them
 * @throws DomainError BAD_USER_INPUT when the price to compare with is not above the price
 */
export function productChanges(input: ReturnType<typeof checkChanges>, shelf: Shelf | undefined, now: Prices) {
  const { categorySlug: _, price, compareAtPrice, ...rest } = input;
  const priceThen = price === undefined ? now.priceAmount : BigInt(price);
  if (compareAtPrice != null && BigInt(compareAtPrice) <= priceThen) {
    throw DomainError.badInput([{ path: ["input", "compareAtPrice"], message: "must be above the price" }]);
  }
  const compareAt = compareAtPrice === undefined ? now.compareAtAmount : bigintOf(compareAtPrice);
  return present({
    ...rest,
    ...(rest.name !== undefined && { slug: slugOf(rest.name) }),
    ...(shelf && { categoryId: shelf.id, categoryPath: shelf.path }),
    ...(price !== undefined && { priceAmount: BigInt(price) }),
    ...((price !== undefined || compareAtPrice !== undefined) && {
      compareAtAmount: compareAt !== null && compareAt > priceThen ? compareAt : null,
    }),
  });
}

const bigintOf = (amount: number | null) => (amount === null ? null : BigInt(amount));

/** What a product costs, and what it cost before it was reduced. */
export interface Prices {
  readonly priceAmount: bigint;
  readonly compareAtAmount: bigint | null;
}

export function slugOf(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replaceAll(/\p{Mark}/gu, "")
    .toLowerCase();
  return plain.replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-|-$/g, "") || "product";
}
