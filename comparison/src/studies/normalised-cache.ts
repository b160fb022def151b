import { InMemoryCache } from "@apollo/client/cache";
import { type DocumentNode, type FieldNode, Kind, parse, print, type SelectionSetNode, visit } from "graphql";

/** How a document is sent, for its `data`. */
type Send = (document: string, variables: object) => Promise<unknown>;

/** What a GraphQL client has in memory: Apollo's cache, as long as a page is open. */
export interface NormalisedCache {
  /** From memory where all of it is there, and asked for where not (`cache-first`). */
  known(text: string, variables: object, ask: Send): Promise<unknown>;
  /** Asked for, whatever is there (`network-only`). */
  fresh(text: string, variables: object, ask: Send): Promise<unknown>;
  /** A mutation: what it answers is from then on wherever the same things are. */
  change<Data extends object>(text: string, variables: object, mutate: Send): Promise<Data>;
  /** What the client knows of a query's answer by itself; of what was never asked, nothing. */
  update<Data extends object>(text: string, change: (known: Data) => Data): void;
}

/** All documents are asked with types and ids everywhere, since that is how such a cache tells what is the same thing. */
export function normalisedCache(): NormalisedCache {
  const cache = new InMemoryCache({
    // A cart's lines have no ids of their own: what is answered last takes the place of what was known.
    typePolicies: { Cart: { fields: { items: { merge: false } } } },
  });
  const documents = new Map<string, DocumentNode>();
  const prepared = (text: string): DocumentNode => {
    const document = documents.get(text) ?? cache.transformDocument(withIds(parse(text)));
    documents.set(text, document);
    return document;
  };
  const sendTo =
    (dataId: "ROOT_QUERY" | "ROOT_MUTATION") =>
    async (text: string, variables: object, send: Send): Promise<object> => {
      const query = prepared(text);
      const result = (await send(print(query), variables)) as object;
      cache.write({ query, variables, result, dataId });
      return result;
    };
  const fresh = sendTo("ROOT_QUERY");
  return {
    async known(text, variables, ask) {
      const query = prepared(text);
      const there = cache.diff<object>({ query, variables, optimistic: false, returnPartialData: true });
      return there.complete ? there.result : fresh(text, variables, ask);
    },
    fresh,
    // The shape is the document's.
    change: <Data extends object>(...given: Parameters<typeof fresh>) =>
      sendTo("ROOT_MUTATION")(...given) as Promise<Data>,
    update: <Data extends object>(text: string, change: (known: Data) => Data) => {
      cache.updateQuery<object>({ query: prepared(text) }, (there) => (there ? change(there as Data) : undefined));
    },
  };
}

/** Fields of things that have an id, as the screens' documents name them. */
const KEYED: ReadonlySet<string> = new Set([
  "author",
  "cart",
  "categories",
  "category",
  "customer",
  "me",
  "node",
  "order",
  "product",
  "seller",
  "shipment",
  "user",
]);

/** The document with `id` wherever a thing has one: what screens ask for has it where they show it only. */
const withIds = (document: DocumentNode): DocumentNode =>
  visit(document, {
    Field: (field) =>
      KEYED.has(field.name.value) && field.selectionSet
        ? { ...field, selectionSet: withId(field.selectionSet) }
        : undefined,
  });

function withId(set: SelectionSetNode): SelectionSetNode {
  if (set.selections.some((each) => each.kind === Kind.FIELD && each.name.value === "id")) return set;
  const id: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: "id" } };
  return { ...set, selections: [id, ...set.selections] };
}
