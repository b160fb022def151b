import { existsSync } from "node:fs";
import { join } from "node:path";
import { build } from "./system/build.ts";
import { root } from "./system/paths.ts";

/** After `npm install`: generates and builds, so that editors know all types and the first start is quick. */
if (existsSync(join(root, "node_modules/turbo"))) await build();
