const CATEGORIES = ["Books", "Games", "Garden", "Music"].map((name, index) => ({ id: `c${index}`, name }));
const STATUSES = ["NEW", "PAID", "SHIPPED", "DONE"];

export const products = Array.from({ length: 200 }, (_, index) => ({
  id: `p${index}`,
  name: `Product number ${index}`,
  price: 100 + index * 7,
  weight: 10 + index,
  category: CATEGORIES[index % CATEGORIES.length],
}));

export const users = Array.from({ length: 100 }, (_, index) => ({
  id: `u${index}`,
  name: `User Name ${index}`,
  email: `user${index}@example.com`,
  address: { street: `${index} Main Street`, city: "Springfield" },
}));

export const orders = Array.from({ length: 500 }, (_, index) => ({
  id: `o${index}`,
  status: STATUSES[index % STATUSES.length],
  total: 500 + index,
  user: { id: `u${(Math.floor(index / 3) * 13) % users.length}` },
  items: [0, 1, 2].map((line) => ({
    quantity: line + 1,
    product: { id: `p${(Math.floor(index / 2) * 7 + line * 31) % products.length}` },
  })),
}));

/** The one of a list that an id names: its letter and its place. */
export const byId = <Row>(rows: readonly Row[], id: string): Row | undefined => rows[Number(id.slice(1))];
