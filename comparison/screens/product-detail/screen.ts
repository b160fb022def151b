import { lines, money, picture, text } from "../../src/draw.ts";
import { deferredRung, viewRungs } from "../../src/in-parts.ts";
import { PRODUCT } from "../../src/kitchen-sink.ts";
import { byId, distinct, lazy, queryRung, queryRungs, rung, type Screen } from "../../src/screen.ts";
import {
  type Connection,
  type Document,
  included,
  type List,
  type Money,
  nodes,
  type Picture,
  type Resource,
} from "../../src/shapes.ts";

interface Facts {
  readonly name: string;
  readonly tagline: string | null;
  readonly description: string;
  readonly price: Money;
  readonly images: readonly Picture[];
}
interface Said {
  readonly rating: number;
  readonly title: string;
  readonly body: string;
}
interface Named {
  readonly displayName: string;
}
interface Person extends Named {
  readonly id: string;
}
interface Detail extends Facts {
  readonly available: number;
  readonly seller: string;
  readonly reviews: readonly (Said & { readonly author: string })[];
}

const detail = (
  facts: Facts,
  available: () => number,
  seller: () => string,
  reviews: () => Detail["reviews"],
): Detail =>
  lazy({
    name: () => facts.name,
    tagline: () => facts.tagline,
    description: () => facts.description,
    price: () => facts.price,
    images: () => facts.images,
    available,
    seller,
    reviews,
  });
const review = (said: Said, author: () => string) =>
  lazy({ rating: () => said.rating, title: () => said.title, body: () => said.body, author });

type RestProduct = Facts & { readonly sellerId: string };
type WithStock = RestProduct & { readonly stock: { readonly available: number } };
type RestReview = Said & { readonly authorId: string };
type FromGraph = {
  product: Facts & { stock: { available: number }; seller: Named; reviews: Connection<Said & { author: Named }> };
};
const fromGraph = ({ product }: FromGraph) =>
  detail(
    product,
    () => product.stock.available,
    () => product.seller.displayName,
    // The kitchen sink brings ten.
    () =>
      nodes(product.reviews)
        .slice(0, 5)
        .map((said) => review(said, () => said.author.displayName)),
  );

const about = (tagline: string | null, description: string) => `<p>${text(tagline)}</p><p>${text(description)}</p>`;
const offer = (price: Money, available: number) =>
  `${money(price)}, ${available > 0 ? `${available} left` : "sold out"}`;

export const screen: Screen<Detail> = {
  name: "product-detail",
  as: "anonymous",
  render: ({ name, tagline, description, price, images, available, seller, reviews }) =>
    lines(
      `<h1>${text(name)}</h1>`,
      images.map(picture),
      about(tagline, description),
      offer(price, available),
      `by ${text(seller)}`,
      reviews.map(({ rating, title, body, author }) => `★${rating} ${text(title)}: ${text(body)} — ${text(author)}`),
    ),
  above: ({ name, tagline, description, price, images, available }) =>
    lines(`<h1>${text(name)}</h1>`, images.map(picture), about(tagline, description), offer(price, available)),
  rungs: {
    R0: rung(
      async (api, { productId }) => {
        const product = (await api.get(`/products/${productId}`)) as RestProduct;
        const stock = (await api.get(`/products/${productId}/stock`)) as { available: number };
        const reviews = (await api.get(`/products/${productId}/reviews?limit=5`)) as List<RestReview>;
        const seller = (await api.get(`/users/${product.sellerId}`)) as Person;
        const authors = await Promise.all(
          reviews.data.map(async ({ authorId }) => (await api.get(`/users/${authorId}`)) as Person),
        );
        return [product, stock, reviews, seller, ...authors] as const;
      },
      ([product, stock, reviews, seller, ...authors]) =>
        detail(
          product,
          () => stock.available,
          () => seller.displayName,
          () => reviews.data.map((said, at) => review(said, () => authors[at]?.displayName ?? "")),
        ),
    ),
    R1: rung(
      async (api, { productId }) => {
        const fields = "name,tagline,description,price,images,sellerId,stock";
        const [product, reviews] = await Promise.all([
          api.get(`/products/${productId}?fields=${fields}`) as Promise<WithStock>,
          api.get(`/products/${productId}/reviews?limit=5&fields=rating,title,body,authorId`) as Promise<
            List<RestReview>
          >,
        ]);
        const ids = distinct([product.sellerId, ...reviews.data.map(({ authorId }) => authorId)]);
        const people = (await api.get(`/users?ids=${ids}&fields=displayName`)) as List<Person>;
        return [product, reviews, people] as const;
      },
      ([product, reviews, people]) =>
        detail(
          product,
          () => product.stock.available,
          () => byId(people.data, product.sellerId).displayName,
          () => reviews.data.map((said) => review(said, () => byId(people.data, said.authorId).displayName)),
        ),
    ),
    R2: rung(
      async (api, { productId }) => {
        const fields =
          "fields[products]=name,tagline,description,price,images,seller,stock,reviews&fields[stocks]=available&fields[reviews]=rating,title,body,author&fields[users]=displayName";
        const path = `/jsonapi/products/${productId}?include=seller,stock,reviews.author&relatedPage[reviews]=5&${fields}`;
        return [(await api.get(path)) as Document<Resource<Facts, "seller" | "stock"> & Many>] as const;
      },
      ([document]) => {
        const { attributes, relationships } = document.data;
        return detail(
          attributes,
          () => included<{ available: number }>(document, relationships.stock.data).attributes.available,
          () => included<Person>(document, relationships.seller.data).attributes.displayName,
          () =>
            relationships.reviews.data.map((link) => {
              const said = included<Said, "author">(document, link);
              return review(
                said.attributes,
                () => included<Person>(document, said.relationships.author.data).attributes.displayName,
              );
            }),
        );
      },
    ),
    ...viewRungs(
      ({ productId }) => `/views/product-detail/${productId}`,
      (
        view: Facts & {
          readonly available: number;
          readonly seller: string;
          readonly reviews: readonly (Said & { readonly author: string })[];
        },
      ) =>
        detail(
          view,
          () => view.available,
          () => view.seller,
          () => view.reviews.map((said) => review(said, () => said.author)),
        ),
    ),
    G0: queryRung(
      /* GraphQL */ `query Everything($id: ID!) { product(id: $id) { ...EveryProduct } }\n${PRODUCT}`,
      ({ productId }) => ({ id: productId }),
      fromGraph,
    ),
    ...queryRungs(
      /* GraphQL */ `query ProductDetail($id: ID!) { product(id: $id) { name tagline description price { amount currency } images { url alt } stock { available } seller { displayName } reviews(first: 5) { edges { node { rating title body author { displayName } } } } } }`,
      ({ productId }) => ({ id: productId }),
      fromGraph,
    ),
    ...deferredRung(
      /* GraphQL */ `query ProductDetail($id: ID!) { product(id: $id) { name tagline description price { amount currency } images { url alt } stock { available } ... @defer { seller { displayName } reviews(first: 5) { edges { node { rating title body author { displayName } } } } } } }`,
      ({ productId }) => ({ id: productId }),
      fromGraph,
    ),
  },
};

interface Many {
  readonly relationships: { readonly reviews: { readonly data: readonly { type: string; id: string }[] } };
}
