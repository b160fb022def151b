import { lines, money, picture, text } from "../../src/draw.ts";
import { deferredRung, viewRungs } from "../../src/in-parts.ts";
import { PRODUCT } from "../../src/kitchen-sink.ts";
import { type Api, byId, distinct, lazy, queryRung, queryRungs, rung, type Screen } from "../../src/screen.ts";
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
  readonly id: string;
  readonly name: string;
  readonly price: Money;
  readonly thumbnail: Picture;
}
interface Said {
  readonly rating: number;
  readonly title: string;
}
interface Opinion extends Said {
  readonly author: string;
}
interface Seller {
  readonly name: string;
  readonly products: readonly (Facts & { readonly reviews: readonly Opinion[] })[];
}
interface Named {
  readonly displayName: string;
}
interface Person extends Named {
  readonly id: string;
}

const seller = (name: () => string, products: () => Seller["products"]): Seller => lazy({ name, products });
const product = (facts: Omit<Facts, "id">, id: () => string, reviews: () => readonly Opinion[]) =>
  lazy({ id, name: () => facts.name, price: () => facts.price, thumbnail: () => facts.thumbnail, reviews });
const opinion = (said: Said, author: () => string): Opinion =>
  lazy({ rating: () => said.rating, title: () => said.title, author });

type RestProduct = Facts;
type RestReview = Said & { readonly authorId: string; readonly productId: string };
type FromGraph = {
  user: Named & { products: Connection<Facts & { reviews: Connection<Said & { author: Named }> }> };
};
const fromGraph = ({ user }: FromGraph) =>
  seller(
    () => user.displayName,
    () =>
      nodes(user.products).map((facts) =>
        product(
          facts,
          () => facts.id,
          () =>
            // The kitchen sink brings ten.
            nodes(facts.reviews)
              .slice(0, 3)
              .map((said) => opinion(said, () => said.author.displayName)),
        ),
      ),
  );

const heading = (each: Facts) =>
  `<a href="/p/${text(each.id)}">${picture(each.thumbnail)}${text(each.name)}</a> ${money(each.price)}`;

export const screen: Screen<Seller> = {
  name: "seller-page",
  as: "anonymous",
  render: ({ name, products }) =>
    lines(
      `<h1>${text(name)}</h1>`,
      products.map((each) =>
        lines(
          heading(each),
          each.reviews.map(({ rating, title, author }) => `★${rating} ${text(title)} — ${text(author)}`),
        ),
      ),
    ),
  above: ({ name, products }) => lines(`<h1>${text(name)}</h1>`, products.map(heading)),
  rungs: {
    R0: rung(
      async (api, { sellerId }) => {
        const person = (await api.get(`/users/${sellerId}`)) as Person;
        const products = (await api.get(`/products?sellerId=${sellerId}&limit=10`)) as List<RestProduct>;
        const reviews = await Promise.all(
          products.data.map(async ({ id }) => (await api.get(`/products/${id}/reviews?limit=3`)) as List<RestReview>),
        );
        const authors = await Promise.all(
          reviews.map(({ data }) =>
            Promise.all(data.map(async ({ authorId }) => (await api.get(`/users/${authorId}`)) as Person)),
          ),
        );
        return [person, products, reviews, authors] as const;
      },
      ([person, products, reviews, authors]) =>
        seller(
          () => person.displayName,
          () =>
            products.data.map((facts, at) =>
              product(
                facts,
                () => facts.id,
                () =>
                  (reviews[at] as List<RestReview>).data.map((said, n) =>
                    opinion(said, () => authors[at]?.[n]?.displayName ?? ""),
                  ),
              ),
            ),
        ),
    ),
    R1: rung(
      async (api, { sellerId }) => {
        const offered = async (aside: Api) => {
          const path = `/products?sellerId=${sellerId}&limit=10&fields=name,price,thumbnail`;
          const products = (await aside.get(path)) as List<RestProduct>;
          const ids = products.data.map(({ id }) => id);
          const fields = "fields=rating,title,authorId,productId";
          const reviews = (await aside.get(`/reviews?productIds=${ids}&limit=3&${fields}`)) as List<RestReview>;
          const authors = distinct(reviews.data.map(({ authorId }) => authorId));
          const people = (await aside.get(`/users?ids=${authors}&fields=displayName`)) as List<Person>;
          return [products, reviews, people] as const;
        };
        const [person, [products, reviews, people]] = await Promise.all([
          api.get(`/users/${sellerId}?fields=displayName`) as Promise<Person>,
          offered(api.aside()),
        ]);
        return [person, products, reviews, people] as const;
      },
      ([person, products, reviews, people]) =>
        seller(
          () => person.displayName,
          () =>
            products.data.map((facts) =>
              product(
                facts,
                () => facts.id,
                () =>
                  reviews.data
                    .filter(({ productId }) => productId === facts.id)
                    .map((said) => opinion(said, () => byId(people.data, said.authorId).displayName)),
              ),
            ),
        ),
    ),
    R2: rung(
      async (api, { sellerId }) => {
        const fields =
          "fields[products]=name,price,thumbnail,reviews&fields[reviews]=rating,title,author&fields[users]=displayName";
        const path = `/jsonapi/products?filter[sellerId]=${sellerId}&page[size]=10&include=reviews.author&relatedPage[reviews]=3&${fields}`;
        const [person, products] = await Promise.all([
          api.get(`/jsonapi/users/${sellerId}?fields[users]=displayName`) as Promise<Document<Resource<Person>>>,
          api.get(path) as Promise<Document<readonly (Resource<Omit<Facts, "id">> & Reviews)[]>>,
        ]);
        return [person, products] as const;
      },
      ([person, document]) =>
        seller(
          () => person.data.attributes.displayName,
          () =>
            document.data.map((resource) =>
              product(
                resource.attributes,
                () => resource.id,
                () =>
                  resource.relationships.reviews.data.map((link) => {
                    const said = included<Said, "author">(document, link);
                    return opinion(
                      said.attributes,
                      () => included<Person>(document, said.relationships.author.data).attributes.displayName,
                    );
                  }),
              ),
            ),
        ),
    ),
    ...viewRungs(
      ({ sellerId }) => `/views/seller/${sellerId}`,
      (
        view: Named & {
          readonly products: Seller["products"];
        },
      ) =>
        seller(
          () => view.displayName,
          () =>
            view.products.map((facts) =>
              product(
                facts,
                () => facts.id,
                () => facts.reviews.map((said) => opinion(said, () => said.author)),
              ),
            ),
        ),
    ),
    G0: queryRung(
      /* GraphQL */ `query Everything($id: ID!) { user(id: $id) { id username displayName avatarUrl bio products(first: 10) { edges { cursor node { ...EveryProduct } } } } }\n${PRODUCT}`,
      ({ sellerId }) => ({ id: sellerId }),
      fromGraph,
    ),
    ...queryRungs(
      /* GraphQL */ `query SellerPage($id: ID!) { user(id: $id) { displayName products(first: 10) { pageInfo { hasNextPage endCursor } edges { node { id name price { amount currency } thumbnail { url alt } reviews(first: 3) { edges { node { rating title author { displayName } } } } } } } } }`,
      ({ sellerId }) => ({ id: sellerId }),
      fromGraph,
    ),
    ...deferredRung(
      /* GraphQL */ `query SellerPage($id: ID!) { user(id: $id) { displayName products(first: 10) { pageInfo { hasNextPage endCursor } edges { node { id name price { amount currency } thumbnail { url alt } ... @defer { reviews(first: 3) { edges { node { rating title author { displayName } } } } } } } } } }`,
      ({ sellerId }) => ({ id: sellerId }),
      fromGraph,
    ),
  },
};

interface Reviews {
  readonly relationships: { readonly reviews: { readonly data: readonly { type: string; id: string }[] } };
}
