/** A person whom this subgraph knows by id alone: the users subgraph has the rest. @public for generated types */
export interface UserReference {
  readonly id: string;
}
