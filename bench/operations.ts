/** One operation of the benchmark, and the variables that its requests take in turn. */
export interface BenchOperation {
  readonly name: string;
  readonly query: string;
  readonly variables: readonly Readonly<Record<string, unknown>>[];
}

const SETS = 400;

const range = <Value>(make: (index: number) => Value): Value[] =>
  Array.from({ length: SETS }, (_, index) => make(index));

/** One fetch of one object; three fetches, two of them of entities; and a page of nested entities with a `@requires`. */
export const operations: readonly BenchOperation[] = [
  {
    name: "small",
    query: "query Small($id: ID!) { product(id: $id) { id name price category { name } } }",
    variables: range((index) => ({ id: `p${index % 200}` })),
  },
  {
    name: "medium",
    query: `query Medium($first: Int!, $offset: Int!) { orders(first: $first, offset: $offset) {
      id status total user { id name email } items { quantity product { id name price } } } }`,
    variables: range((offset) => ({ first: 10, offset })),
  },
  {
    name: "large",
    query: `query Large($first: Int!, $offset: Int!) { orders(first: $first, offset: $offset) {
      id status total
      user { id name email address { street city }
        orders(first: 3) { id total items { quantity product { id name price shippingEstimate category { name } } } } }
      items { quantity product { id name price weight shippingEstimate category { id name } } } } }`,
    variables: range((offset) => ({ first: 30, offset })),
  },
];
