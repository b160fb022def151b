import { buildPackage } from "../../tools/package/build.ts";

/** `npm run build -w @threefold/gateway`, then `npm pack ./gateway/dist`. */
buildPackage({
  workspace: "gateway",
  name: "threefold-gateway",
  node: ">=22.19",
  main: "src/index.ts",
  // The program, and the planner's thread.
  entries: ["src/main.ts", "../packages/federation/src/planner/worker.ts"],
  peers: { graphql: "^16.15.0" },
  // For those who want to be served by it, or to compare with it.
  optionalPeers: { "@apollo/server": "^5.0.0", "@apollo/gateway": "^2.11.0" },
  files: ["build/README.md", "EXPLAIN.md"],
});
