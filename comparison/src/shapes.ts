/** The shapes of both APIs' answers, as far as screens read them. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

export interface Picture {
  readonly url: string;
  readonly alt: string;
}

export interface List<Item> {
  readonly data: readonly Item[];
}

export interface Connection<Node> {
  readonly edges: readonly { readonly node: Node }[];
}

export const nodes = <Node>({ edges }: Connection<Node>): Node[] => edges.map(({ node }) => node);

/** A JSON:API resource. Its relationships are to one other unless it is said that they are to many. */
export interface Resource<Attributes, Related extends string = never, To = Linkage> {
  readonly type: string;
  readonly id: string;
  readonly attributes: Attributes;
  readonly relationships: Readonly<Record<Related, { readonly data: To }>>;
}
export type Linkage = { readonly type: string; readonly id: string };

/** A JSON:API document: what was asked for, and what was included with it, of whatever type. */
export interface Document<Primary> {
  readonly data: Primary;
  readonly included?: readonly Resource<never>[];
}

/** The included resource that a linkage names. */
export function included<Attributes, Related extends string = never, To = Linkage>(
  { included: all = [] }: Document<unknown>,
  { type, id }: Linkage,
): Resource<Attributes, Related, To> {
  const found = all.find((resource) => resource.type === type && resource.id === id);
  if (found) return found as unknown as Resource<Attributes, Related, To>;
  throw new Error(`${type} ${id} is not included`);
}
