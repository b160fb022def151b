// Hive Gateway takes subgraphs' events over WebSockets, as the others do.
export const gatewayConfig = {
  transportEntries: { "*.http": { options: { subscriptions: { kind: "ws", location: "/graphql" } } } },
};
