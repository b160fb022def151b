import { type Counterpart, idsOf, type List, part, type Row } from "./calls.ts";

interface Sold extends Row {
  readonly sellerId: string;
}

interface Review extends Row {
  readonly authorId: string | null;
}

interface Category extends Row {
  readonly slug: string;
  readonly parentId: string | null;
}

export const threeSubgraphs: Counterpart = async (rest) => {
  const { data } = await rest.get<List<Sold>>("/products?sort=-averageRating&limit=3&fields=name,price,sellerId");
  const ids = idsOf(data.map(({ id }) => id));
  await Promise.all([
    rest.next.get(`/product-sales?productIds=${ids}`),
    rest.next.get(`/users?ids=${idsOf(data.map(({ sellerId }) => sellerId))}&fields=displayName`),
    rest.next
      .get<List<Review>>(`/reviews?productIds=${ids}&limit=2&fields=rating,title,authorId`)
      .then((reviews) =>
        rest.next.next.get(`/users?ids=${idsOf(reviews.data.map(({ authorId }) => authorId))}&fields=displayName`),
      ),
  ]);
};

export const productPage: Counterpart = async (rest, { sku }) => {
  const fields =
    "name,tagline,brand,description,categoryId,price,compareAtPrice,images,attributes,stock,averageRating,reviewCount,sellerId";
  const { data } = await rest.get<List<Sold & { readonly categoryId: string }>>(
    `/products?sku=${part(sku)}&fields=${fields}`,
  );
  await Promise.all(
    data.flatMap(({ id, sellerId, categoryId }) => [
      rest.next.get(`/product-sales?productIds=${id}`),
      rest.next.get(`/users/${sellerId}?fields=username,displayName,avatarUrl`),
      rest.next
        .get<Category>(`/categories/${categoryId}`)
        .then(({ parentId }) => parentId !== null && rest.next.next.get(`/categories/${parentId}`)),
    ]),
  );
};

export const searchAsYouType: Counterpart = async (rest, { typed }) => {
  const { data } = await rest.get<List<{ readonly categoryId: string }>>(
    `/products/search?q=${part(typed)}&limit=5&fields=name,brand,categoryId,price,thumbnail`,
  );
  await rest.next.get(`/categories?ids=${idsOf(data.map(({ categoryId }) => categoryId))}`);
};

export const categoryTree: Counterpart = async (rest) => {
  const { data } = await rest.get<List<Category>>("/categories");
  await Promise.all(
    data.flatMap(({ id, slug }) => [
      rest.next.get(`/categories?parentId=${id}`),
      rest.next.get(`/products?categorySlug=${slug}&sort=-averageRating&limit=3&fields=name,averageRating`),
    ]),
  );
};

export const sellerPage: Counterpart = async (rest, { username }) => {
  const fields = "displayName,bio,avatarUrl,createdAt";
  const { data } = await rest.get<List<Row>>(`/users?username=${part(username)}&fields=${fields}`);
  for (const { id } of data) {
    const sold = "fields=name,price,averageRating,stock";
    const products = await rest.next.get<List<Row>>(`/products?sellerId=${id}&sort=-averageRating&limit=5&${sold}`);
    await rest.next.next.get(`/product-sales?productIds=${idsOf(products.data.map(({ id }) => id))}`);
  }
};

export const bestAndWorstReviews: Counterpart = async (rest) => {
  const { data } = await rest.get<List<Row>>(
    "/products?sort=-averageRating&limit=1&fields=name,averageRating,reviewCount",
  );
  const fields = "fields=rating,title,body,verifiedPurchase,authorId";
  const reviews = await Promise.all(
    data.flatMap(({ id }) =>
      ["-rating", "rating"].map((sort) =>
        rest.next.get<List<Review>>(`/products/${id}/reviews?sort=${sort}&limit=2&${fields}`),
      ),
    ),
  );
  const authors = reviews.flatMap(({ data }) => data.map(({ authorId }) => authorId));
  await rest.next.next.get(`/users?ids=${idsOf(authors)}&fields=displayName`);
};

export const shippingEstimate: Counterpart = async (rest, { near, far }) => {
  const { data } = await rest.get<List<Row>>("/products?sort=-price&limit=3&fields=name,weightGrams");
  await Promise.all(
    data.flatMap(({ id }) =>
      [near, far].map((country) => rest.next.get(`/products/${id}/shipping-estimate?destination=${part(country)}`)),
    ),
  );
};
