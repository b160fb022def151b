/** A person whom this subgraph knows by id alone: the users subgraph has the rest. @public for generated types */
export interface UserReference {
  readonly id: string;
}

/** A product that this subgraph knows by id, with what a gateway brings along where a field `@requires` it. @public for generated types */
export interface ProductReference {
  readonly id: string;
  readonly seller?: UserReference;
  readonly weightGrams?: number;
  readonly dimensions?: { readonly lengthMm: number; readonly widthMm: number; readonly heightMm: number };
}
