/**
 * For editors (the GraphQL extension of VS Code, of JetBrains, of Neovim): which schema a document belongs to.
 * `npm run generate` writes the schema that clients see.
 */
export default {
  projects: {
    graph: {
      schema: "web/src/generated/schema.graphql",
      documents: ["playground/*.graphql", "web/src/{live,shop}/*.graphql", "clients/*/*.ts", "tools/demo/*.ts"],
    },
    products: { schema: "subgraphs/products/schema.graphql" },
    users: { schema: "subgraphs/users/schema.graphql" },
    orders: { schema: "subgraphs/orders/schema.graphql" },
  },
};
