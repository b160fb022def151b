import type { Domain, Item, World } from "../domain.ts";

/** Mutations of two subgraphs, whose order shows in what they answer, with entities and queries below them. */
export const mutations: Domain = {
  name: "mutations",
  schema: `
    type Query { counter: Counter! }
    type Mutation { add(amount: Int): Counter! double: Counter note(text: String): Note fail: Int reset: Payload! }
    type Counter { id: ID! value: Int! history: [Note!] }
    type Note { id: ID! text: String }
    type Payload { query: Query ok: Boolean }
  `,
  subgraphs: {
    counters: {
      schema: `
        type Query { counter: Counter! }
        type Mutation { add(amount: Int): Counter! double: Counter }
        type Counter @key(fields: "id") { id: ID! value: Int! }
      `,
    },
    notes: {
      schema: `
        type Query { unused: Int @inaccessible }
        type Mutation { note(text: String): Note fail: Int reset: Payload! }
        type Counter @key(fields: "id") { id: ID! history: [Note!] }
        type Note @key(fields: "id") { id: ID! text: String }
        type Payload { query: Query ok: Boolean }
      `,
    },
  },
  fields: {
    "Query.counter": ({ world }) => counterOf(world),
    "Mutation.add": ({ world }, { amount }) => count(world, (value) => value + Number(amount ?? 1)),
    "Mutation.double": ({ world }) => count(world, (value) => value * 2),
    "Mutation.note": ({ world }, { text }) => ({
      __typename: "Note",
      $id: "note",
      id: "n1",
      text: `${text} at ${world.state["value"]}`,
    }),
    "Mutation.fail": () => {
      throw new Error("this always fails");
    },
    "Mutation.reset": ({ world }) => {
      world.state["value"] = 0;
      return { __typename: "Payload", $id: "payload", ok: true, query: { $id: "Query" } };
    },
    // An entity has the value that there is, a mutation's result the one that it made.
    "Counter.value": ({ item, world }) => item["value"] ?? world.state["value"],
    // Seen when the mutation ran, not later: an entity's state is read after all mutations, in a federated graph.
    "Counter.history": () => [{ __typename: "Note", $id: "note", id: "n1", text: "first" }],
  },
  world(random) {
    const state = { value: random.integer(5) };
    const note = { __typename: "Note", $id: "note", id: "n1", text: "first" };
    return { query: {}, entities: [{ __typename: "Counter", $id: "counter", id: "1" }, note], state };
  },
};

function counterOf(world: World): Item {
  return { __typename: "Counter", $id: "counter", id: "1", value: world.state["value"] };
}

function count(world: World, change: (value: number) => number): Item {
  world.state["value"] = change(world.state["value"] ?? 0);
  return counterOf(world);
}
