import { lines, text } from "../../src/draw.ts";
import { inOnePart } from "../../src/in-parts.ts";
import { PRODUCT } from "../../src/kitchen-sink.ts";
import { type Api, lazy, rung, type Screen, unable } from "../../src/screen.ts";
import { type Connection, type Document, type List, type Money, nodes, type Resource } from "../../src/shapes.ts";

/** Two departments, 5,219 products, whose lists are read side by side. */
const DEPARTMENTS = ["kitchen", "textiles"];
/** The picture is read in two parts, as a download that was broken off. */
const PARTS = [
  [0, 255],
  [256, 4_095],
] as const;

interface Facts {
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  readonly brand: string;
  readonly price: Money;
  readonly weightGrams: number;
  readonly countryOfOrigin: string | null;
  readonly warrantyMonths: number;
  readonly status: string;
  readonly averageRating: number | null;
  readonly reviewCount: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}
/** Its cells, read when it is drawn. */
type Row = () => readonly (string | number | null | undefined)[];
interface Part {
  readonly text: string;
}
interface Export {
  readonly rows: readonly Row[];
  readonly picture: readonly Part[];
}
type Listed = Document<readonly Resource<Omit<Facts, "id">>[]>;
type Table = readonly Readonly<Record<string, string>>[];

const COLUMNS =
  "id,sku,name,brand,price.amount,price.currency,weightGrams,countryOfOrigin,warrantyMonths,status,averageRating,reviewCount,createdAt,updatedAt".split(
    ",",
  );
const REST_FIELDS =
  "sku,name,brand,price,weightGrams,countryOfOrigin,warrantyMonths,status,averageRating,reviewCount,createdAt,updatedAt";
const FIELDS =
  "id sku name brand price { amount currency } weightGrams countryOfOrigin warrantyMonths status averageRating reviewCount createdAt updatedAt";

const row =
  (facts: Omit<Facts, "id">, id: () => string): Row =>
  () => [
    id(),
    facts.sku,
    facts.name,
    facts.brand,
    facts.price.amount,
    facts.price.currency,
    facts.weightGrams,
    facts.countryOfOrigin,
    facts.warrantyMonths,
    facts.status,
    facts.averageRating,
    facts.reviewCount,
    facts.createdAt,
    facts.updatedAt,
  ];
const shown = (rows: () => readonly Row[], picture: readonly Part[]): Export => lazy({ rows, picture: () => picture });
const plain = (facts: Facts) => row(facts, () => facts.id);

const pictureOf = (api: Api, productId: string) =>
  Promise.all(PARTS.map(([from, to]) => api.part(`/images/products/${productId}/1.svg`, from, to))) as Promise<Part[]>;

interface Page {
  readonly products: Connection<Facts> & {
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

/** Page by page, as far as there are any: no page's address is known before the one before. */
async function pagesOf(ask: (variables: object) => Promise<unknown>, slug: string): Promise<readonly Page[]> {
  const pages: Page[] = [];
  for (let after: string | null = null; ; ) {
    const page = (await ask({ slug, after })) as Page;
    pages.push(page);
    const { hasNextPage, endCursor } = page.products.pageInfo;
    if (!hasNextPage) return pages;
    after = endCursor;
  }
}

const graph = (ask: (api: Api, variables: object) => Promise<unknown>) =>
  rung(
    async (api, { productId }) =>
      Promise.all([
        Promise.all(
          DEPARTMENTS.map((slug) => {
            const aside = api.aside();
            return pagesOf((variables) => ask(aside, variables), slug);
          }),
        ),
        pictureOf(api, productId),
      ] as const),
    ([departments, picture]) =>
      shown(() => departments.flat().flatMap(({ products }) => nodes(products).map(plain)), picture),
  );

const query = (size: number, selection: string) =>
  `query Export($slug: String!, $after: String) { products(first: ${size}, after: $after, filter: { categorySlug: $slug }) { pageInfo { hasNextPage endCursor } edges { node { ${selection} } } } }`;
const QUERY = query(100, FIELDS);

export const screen: Screen<Export> = {
  name: "export",
  as: "anonymous",
  isLarge: true,
  render: ({ rows, picture }) =>
    lines(
      COLUMNS.join("\t"),
      rows.map((cells) => cells().map(text).join("\t")),
      picture.map((part) => part.text).join(""),
    ),
  rungs: {
    ...inOnePart,
    R0: rung(
      async (api, { productId }) =>
        Promise.all([
          Promise.all(DEPARTMENTS.map((slug) => api.pages<List<Facts>>(`/products?categorySlug=${slug}&limit=100`))),
          pictureOf(api, productId),
        ] as const),
      ([departments, picture]) => shown(() => departments.flat().flatMap(({ data }) => data.map(plain)), picture),
    ),
    R1: rung(
      async (api, { productId }) =>
        Promise.all([
          Promise.all(DEPARTMENTS.map((slug) => api.get(`/products.csv?categorySlug=${slug}`))) as Promise<
            readonly Table[]
          >,
          pictureOf(api, productId),
        ] as const),
      ([departments, picture]) =>
        shown(() => departments.flat().map((cells) => () => COLUMNS.map((column) => cells[column])), picture),
    ),
    R2: rung(
      async (api, { productId }) =>
        Promise.all([
          Promise.all(
            DEPARTMENTS.map((slug) =>
              api.pages<Listed>(
                `/jsonapi/products?page[size]=100&filter[categorySlug]=${slug}&fields[products]=${REST_FIELDS}`,
              ),
            ),
          ),
          pictureOf(api, productId),
        ] as const),
      ([departments, picture]) =>
        shown(
          () => departments.flat().flatMap(({ data }) => data.map(({ id, attributes }) => row(attributes, () => id))),
          picture,
        ),
    ),
    R3: unable("a file of rows needs no joining: it would be R1 again, the service's own file"),
    G0: graph((api, variables) => api.query(`${query(100, "...EveryProduct")}\n${PRODUCT}`, variables)),
    G1: graph((api, variables) => api.query(QUERY, variables)),
    G2: graph((api, variables) => api.trusted(QUERY, variables)),
  },
};
