import { type Identity, isSelf } from "@threefold/identity";
import type { Connection, PageRequest } from "@threefold/pagination";
import { DomainError, demand, isUuid } from "@threefold/subgraph-server";
import { z } from "zod";
import { rules } from "../authorisation.ts";
import type { CategoryRepository } from "../category/repository.ts";
import type { CreateProductInput, ProductFilter, ProductSort, UpdateProductInput } from "../generated/resolvers.ts";
import type { Sellers } from "../seller/client.ts";
import { branchOf } from "./branch.ts";
import type { ProductColumn, ProductRow } from "./columns.ts";
import type { ProductRepository } from "./repository.ts";
import * as productRules from "./rules.ts";

interface Repositories {
  readonly products: ProductRepository;
  readonly categories: CategoryRepository;
}

/** The catalogue by filter, in order. A category or seller that does not exist has no products. */
export async function listProducts(
  { products, categories }: Repositories,
  filter: ProductFilter | null | undefined,
  sort: ProductSort,
  page: PageRequest,
  columns: readonly ProductColumn[],
): Promise<Connection<ProductRow>> {
  const { categorySlug, sellerId, minPrice, maxPrice, minRating, inStock } = productRules.checkFilter(filter);
  const shelf = categorySlug == null ? undefined : await categories.shelf(categorySlug);
  if (shelf === null || (sellerId != null && !isUuid(sellerId))) return EMPTY;
  const criteria = {
    branch: shelf && branchOf(shelf, shelf.hasChildren),
    sellerId: sellerId ?? undefined,
    minPrice: minPrice ?? undefined,
    maxPrice: maxPrice ?? undefined,
    minRating: minRating ?? undefined,
    inStock: inStock ?? undefined,
  };
  return products.page(criteria, sort, page, columns);
}

const EMPTY: Connection<ProductRow> = {
  edges: [],
  pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
};

/** @throws DomainError BAD_USER_INPUT */
export async function searchProducts(
  products: ProductRepository,
  args: { query: string; first?: number | null | undefined },
  columns: readonly ProductColumn[],
): Promise<ProductRow[]> {
  const { query, first } = productRules.checkSearch(args);
  return products.search(query, first, columns);
}

/**
 * A seller who is nobody would be a reference that leads nowhere, in every list that the product is in.
 * @throws DomainError UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT, SERVICE_UNAVAILABLE, CONFLICT when the SKU is taken
 */
export async function createProduct(
  { products, categories, sellers }: Repositories & { readonly sellers: Sellers },
  identity: Identity,
  input: CreateProductInput,
): Promise<ProductRow> {
  const sellerId = productRules.sellerFor(identity, input.sellerId);
  const checked = productRules.checkCreation(input);
  const shelf = await existingShelf(categories, checked.categorySlug);
  if (!isSelf(identity, sellerId.toLowerCase()) && !(await sellers.exists(sellerId)))
    throw DomainError.badInput([{ path: ["input", "sellerId"], message: "there is no such person" }]);
  const row = await products.create(productRules.newProduct(checked, shelf, sellerId));
  if (row) return row;
  throw new DomainError("CONFLICT", "There is a product with this SKU.", [
    { path: ["input", "sku"], message: "is taken" },
  ]);
}

/**
 * @param assertUnchanged throws when the product is no longer what the caller has seen; called while nobody else can change it
 * @throws DomainError NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT
 */
export async function updateProduct(
  { products, categories }: Repositories,
  identity: Identity,
  id: string,
  input: UpdateProductInput,
  assertUnchanged?: (now: ProductRow) => Promise<void>,
): Promise<ProductRow> {
  const product = isUuid(id) ? await products.sellerOf(id) : null;
  if (!product) throw notFound(["id"]);
  demand(rules.change, identity, product.sellerId);
  const checked = productRules.checkChanges(input);
  const shelf = checked.categorySlug === undefined ? undefined : await existingShelf(categories, checked.categorySlug);
  const row = await products.update(id, (now) => productRules.productChanges(checked, shelf, now), assertUnchanged);
  if (!row) throw notFound(["id"]);
  return row;
}

export const notFound = (path: readonly string[]) =>
  new DomainError("NOT_FOUND", "There is no such product.", [{ path, message: "there is no such product" }]);

async function existingShelf(categories: CategoryRepository, slug: string) {
  const shelf = await categories.shelf(slug);
  if (shelf) return shelf;
  throw DomainError.badInput([{ path: ["input", "categorySlug"], message: "there is no such category" }]);
}

const attributes = z.array(z.object({ name: z.string(), value: z.string() }));

/** What the database keeps as JSON, checked. */
export const attributesOf = (stored: unknown) => attributes.parse(stored);
