import { buildPackage } from "../../tools/package/build.ts";

/** `npm run build -w @threefold/schema-check`, then `npm pack ./schema-check/dist`. */
buildPackage({
  workspace: "schema-check",
  name: "schema-check",
  node: ">=24",
  entries: ["src/main.ts"],
  peers: {},
  files: ["README.md"],
});
